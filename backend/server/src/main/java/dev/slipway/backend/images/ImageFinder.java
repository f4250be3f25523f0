package dev.slipway.backend.images;

import dev.slipway.backend.builds.QueuedImage;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import org.springframework.stereotype.Component;

/** Finds the digest of an app's image, wherever it is. */
@Component
class ImageFinder {
  private final RegistryLogins logins;
  private final ImageLookup lookup;
  private final BuiltInRegistry ours;

  ImageFinder(RegistryLogins logins, ImageLookup lookup, BuiltInRegistry ours) {
    this.logins = logins;
    this.lookup = lookup;
    this.ours = ours;
  }

  Manifest find(QueuedImage image) throws RegistryRefused {
    // The digest a tag was pushed with, if it is known, is what was meant.
    String reference = image.reference().substring(image.reference().indexOf('@') + 1);
    if (!ImageName.saysHost(image.repository())) {
      return ours.manifest(image.repository(), reference);
    }
    ImageName name = ImageName.of(image.repository());
    RegistryLogins.Found found = logins.of(image.organization(), image.project(), name.host());
    try {
      Manifest manifest = lookup.find(found.login(), name, reference);
      logins.note(image.organization(), found.registry(), Outcome.WELL);
      return manifest;
    } catch (RegistryRefused refused) {
      if (!refused.type().equals("image-not-found")) {
        logins.note(image.organization(), found.registry(), Outcome.of(refused));
      }
      throw refused;
    } catch (Problem blocked) {
      throw new RegistryRefused(blocked.type(), blocked.getMessage());
    }
  }
}
