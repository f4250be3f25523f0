package dev.slipway.backend.images;

import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.outbound.OutboundAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out what a tag means: the digest, once per deployment. */
@Component
class ImageLookup {
  private final RegistryProtocol protocol;

  ImageLookup(RegistryProtocol protocol) {
    this.protocol = protocol;
  }

  /**
   * @param reference a tag or a digest
   * @throws RegistryRefused image-pull-denied, image-not-found, image-rejected,
   *     image-digest-mismatch or registry-unreachable
   * @throws dev.slipway.backend.kernel.Problem destination-blocked
   */
  Manifest find(Login login, ImageName image, String reference) throws RegistryRefused {
    OutboundAnswer answer =
        ask(login, "/v2/%s/manifests/%s".formatted(image.path(), reference), image);
    return switch (answer.status()) {
      case 200 ->
          Manifest.read(
              answer.bytes(),
              answer.header("Content-Type").orElse(""),
              answer.header("Docker-Content-Digest").orElse(null),
              digest(reference));
      case 401, 403 -> throw denied(login, image);
      case 404 ->
          throw new RegistryRefused(
              "image-not-found",
              "%s has no %s%s%s. Check name and tag."
                  .formatted(
                      image.host(), image.path(), reference.contains(":") ? "@" : ":", reference));
      case 301, 302, 303, 307, 308 ->
          throw new RegistryRefused(
              "registry-unreachable",
              "%s sends its clients elsewhere for manifests, which is not followed."
                  .formatted(image.host()));
      default ->
          throw new RegistryRefused(
              "registry-unreachable",
              "%s answers %d for %s. Try again later."
                  .formatted(image.host(), answer.status(), image.path()));
    };
  }

  /** For somebody who deploys, a password that is refused means that the image is. */
  private OutboundAnswer ask(Login login, String path, ImageName image) throws RegistryRefused {
    try {
      return protocol.get(login, path, Manifest.ACCEPT, Manifest.MOST_BYTES);
    } catch (RegistryRefused refused) {
      throw refused.type().equals("registry-refused") ? denied(login, image) : refused;
    }
  }

  private static RegistryRefused denied(Login login, ImageName image) {
    return new RegistryRefused(
        "image-pull-denied",
        login.user() == null
            ? "%s does not give %s to strangers, or has no such image. Add the credentials of %s under Registries."
                .formatted(image.host(), image.path(), image.host())
            : "%s does not give %s to %s. Check the credentials under Registries, and their right to pull."
                .formatted(image.host(), image.path(), login.user()));
  }

  private static @Nullable String digest(String reference) {
    return ImageName.isDigest(reference) ? reference : null;
  }
}
