package dev.slipway.backend.images;

import dev.slipway.api.registries.RegistryKind;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.outbound.OutboundAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a registry what is in it. */
@Component
class RegistryContents {
  /** The others list nothing, or everything there is in the world. */
  private static final Set<RegistryKind> LISTING =
      Set.of(RegistryKind.HARBOR, RegistryKind.ACR, RegistryKind.OTHER);

  /** What registries say that do not list, or not for everybody. */
  private static final Set<Integer> NOT_LISTED = Set.of(401, 403, 404, 405, 501);

  private static final int OK = 200;
  private static final int MOST_BYTES = 4 << 20;
  private static final int TAGS_AT_ONCE = 1000;
  private static final int MOST_PAGES = 10;
  private static final int MOST_MACHINES = 6;

  private final RegistryProtocol protocol;
  private final RegistryCheck check;
  private final ImageLookup lookup;
  private final Json json;

  RegistryContents(RegistryProtocol protocol, RegistryCheck check, ImageLookup lookup, Json json) {
    this.protocol = protocol;
    this.check = check;
    this.lookup = lookup;
    this.json = json;
  }

  record Names(@Nullable List<String> repositories) {}

  record Tags(@Nullable List<String> tags) {}

  /**
   * @param more whether there are more after these
   */
  record Listed(List<String> names, boolean more) {}

  /**
   * Empty where the registry does not say.
   *
   * @param after name of the last one known; null for the first
   * @throws dev.slipway.backend.kernel.Problem destination-blocked
   */
  Optional<Listed> repositories(Login login, RegistryKind kind, @Nullable String after, int limit)
      throws RegistryRefused {
    if (!LISTING.contains(kind)) {
      return Optional.empty();
    }
    String last = after == null ? "" : "&last=" + encoded(after);
    OutboundAnswer answer;
    try {
      answer = protocol.get(login, "/v2/_catalog?n=%d%s".formatted(limit, last), "", MOST_BYTES);
    } catch (RegistryRefused refused) {
      if (!refused.type().equals("registry-refused")) {
        throw refused;
      }
      // Either the credentials are wrong, or they do not open the list.
      check.check(login, null);
      return Optional.empty();
    }
    if (NOT_LISTED.contains(answer.status())) {
      check.check(login, null);
      return Optional.empty();
    }
    List<String> names = read(login, answer, Names.class).repositories();
    return Optional.of(
        new Listed(
            names == null ? List.of() : names.stream().filter(ImageName::isPath).toList(),
            answer.header("Link").isPresent()));
  }

  /** The last of the alphabet first. */
  List<String> tags(Login login, String repository) throws RegistryRefused {
    var all = new ArrayList<String>();
    String last = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String path = "/v2/%s/tags/list?n=%d%s".formatted(repository, TAGS_AT_ONCE, last);
      OutboundAnswer answer = protocol.get(login, path, "", MOST_BYTES);
      if (answer.status() == 401 || answer.status() == 403) {
        throw new RegistryRefused(
            "registry-denied",
            "%s does not let %s read %s. Give them the right to pull."
                .formatted(login.host(), login.user(), repository));
      }
      if (answer.status() == 404) {
        return List.of();
      }
      List<String> tags = read(login, answer, Tags.class).tags();
      if (tags == null || tags.isEmpty()) {
        break;
      }
      all.addAll(tags);
      if (answer.header("Link").isEmpty()) {
        break;
      }
      last = "&last=" + encoded(tags.getLast());
    }
    return all.stream()
        .filter(ImageName::isTag)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Empty when it went meanwhile. */
  Optional<Manifest> image(Login login, ImageName image, String reference) throws RegistryRefused {
    try {
      return Optional.of(lookup.find(login, image, reference));
    } catch (RegistryRefused refused) {
      if (refused.type().equals("image-not-found") || refused.type().equals("image-rejected")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Layers and configuration; of an image for several machines those of all. */
  long bytes(Login login, ImageName image, Manifest manifest) throws RegistryRefused {
    if (!manifest.index()) {
      return manifest.bytes();
    }
    Map<String, Long> parts = new HashMap<>();
    List<String> machines = manifest.parts().keySet().stream().limit(MOST_MACHINES).toList();
    for (String digest : machines) {
      image(login, image, digest).ifPresent(one -> parts.putAll(one.parts()));
    }
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  private <T> T read(Login login, OutboundAnswer answer, Class<T> type) throws RegistryRefused {
    if (answer.status() == OK) {
      try {
        return json.read(answer.text(), type);
      } catch (RuntimeException _) {
        // Said below.
      }
    }
    throw new RegistryRefused(
        "registry-unreachable",
        "%s answers %d and no list. Try again later.".formatted(login.host(), answer.status()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
