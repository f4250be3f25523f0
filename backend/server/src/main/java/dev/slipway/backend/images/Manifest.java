package dev.slipway.backend.images;

import dev.slipway.backend.kernel.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an image consists of, read from what a registry answered and believed only as far as it
 * agrees with itself.
 *
 * @param digest of the answer's bytes
 * @param parts digests of layers and configuration with their sizes, or of the images of an index
 * @param index whether the parts are images for different machines
 */
public record Manifest(String digest, Map<String, Long> parts, boolean index) {
  static final int MOST_BYTES = 4 << 20;
  static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

  /** For the question. */
  public static final String ACCEPT = String.join(", ", OCI_INDEX, DOCKER_LIST, OCI, DOCKER);

  private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);
  private static final Set<String> IMAGES = Set.of(OCI, DOCKER);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  record Part(@Nullable String digest, @Nullable Long size) {}

  record Content(
      int schemaVersion,
      @Nullable String mediaType,
      @Nullable Part config,
      @Nullable List<@Nullable Part> layers,
      @Nullable List<@Nullable Part> manifests) {}

  /** Bytes of all parts. */
  public long bytes() {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @param contentType as the registry said it
   * @param said digest as the registry said it; null when it said none
   * @param asked digest that was asked for; null when a tag was
   * @throws RegistryRefused image-rejected or image-digest-mismatch
   */
  public static Manifest read(
      byte[] body, String contentType, @Nullable String said, @Nullable String asked)
      throws RegistryRefused {
    String digest = digest(body);
    if ((said != null && !said.equals(digest)) || (asked != null && !asked.equals(digest))) {
      throw new RegistryRefused(
          "image-digest-mismatch",
          "The registry's answer is not the image it says it is: digest %s was expected, the bytes have %s."
              .formatted(asked == null ? said : asked, digest));
    }
    Content content = content(body);
    String type = contentType.split(";", 2)[0].strip();
    boolean index = INDEXES.contains(type);
    if (content.schemaVersion() != 2 || !(index || IMAGES.contains(type))) {
      throw rejected("it is not a manifest of version 2 (%s)".formatted(type));
    }
    if (content.mediaType() != null && !content.mediaType().equals(type)) {
      throw rejected("it says of itself that it is something else than the registry says");
    }
    if (index
        ? content.manifests() == null || content.layers() != null || content.config() != null
        : content.manifests() != null || content.layers() == null || content.config() == null) {
      throw rejected("it can be read as an image and as a list of images");
    }
    return new Manifest(digest, sizes(index ? manifests(content) : layers(content)), index);
  }

  private static List<@Nullable Part> manifests(Content content) {
    return Objects.requireNonNull(content.manifests());
  }

  private static List<@Nullable Part> layers(Content content) {
    var parts = new ArrayList<@Nullable Part>();
    parts.add(content.config());
    parts.addAll(Objects.requireNonNull(content.layers()));
    return parts;
  }

  private static Map<String, Long> sizes(List<@Nullable Part> parts) throws RegistryRefused {
    var sizes = new LinkedHashMap<String, Long>();
    for (Part part : parts) {
      if (part == null
          || part.digest() == null
          || part.size() == null
          || part.size() < 0
          || !part.digest().matches("[a-z0-9]+:[0-9a-f]{32,128}")) {
        throw rejected("one of its parts has no digest or no size");
      }
      sizes.put(part.digest(), part.size());
    }
    return sizes;
  }

  private static Content content(byte[] body) throws RegistryRefused {
    try {
      Content content = JSON.readValue(body, Content.class);
      if (content != null) {
        return content;
      }
    } catch (RuntimeException _) {
      // Said below.
    }
    throw rejected("it cannot be read");
  }

  static RegistryRefused rejected(String why) {
    return new RegistryRefused(
        "image-rejected", "The manifest of the image is refused: %s.".formatted(why));
  }

  private static String digest(byte[] body) {
    return "sha256:" + Sha256.hex(body);
  }

  /** For messages: not the parts. */
  @Override
  public String toString() {
    return digest;
  }
}
