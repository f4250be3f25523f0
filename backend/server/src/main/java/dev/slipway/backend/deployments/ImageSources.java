package dev.slipway.backend.deployments;

import dev.slipway.api.apps.ImageSource;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.TagPattern;
import dev.slipway.backend.platform.PlatformProperties;
import org.springframework.stereotype.Component;

/** Which image an order means. */
@Component
class ImageSources {
  private final PlatformProperties platform;

  ImageSources(PlatformProperties platform) {
    this.platform = platform;
  }

  /** As revisions keep it: without the host of the built-in registry, which may change. */
  String repository(ImageSource image) {
    ImageName name = ImageName.of(image.repository());
    return name.host().equals(platform.registryHost()) ? name.path() : name.toString();
  }

  /** What is deployed when nothing was named. */
  String usual(ImageSource image) {
    if (!new TagPattern(image.tag()).exact()) {
      throw Problem.invalid(
          "Pushes of tags like %s deploy this app. To deploy one by hand, name the tag."
              .formatted(image.tag()));
    }
    return image.tag();
  }

  String reference(String asked) {
    String[] parts = asked.split("@", 2);
    boolean known =
        parts.length == 2
            ? ImageName.isTag(parts[0]) && ImageName.isDigest(parts[1])
            : ImageName.isTag(asked) || ImageName.isDigest(asked);
    if (!known) {
      throw Problem.invalid(
          "This is not the tag of an image. Give it as it is in the registry, such as v1.2, or a digest.");
    }
    return asked;
  }
}
