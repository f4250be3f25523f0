package dev.slipway.backend.images;

import dev.slipway.backend.builds.QueuedImage;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
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
    return find(image.organization(), image.project(), image.repository(), image.reference());
  }

  /**
   * @param repository with its host, or without in the built-in registry
   * @param asked a tag, a digest, or {@code tag@digest}
   */
  Manifest find(OrganizationId organization, ProjectId project, String repository, String asked)
      throws RegistryRefused {
    // The digest a tag was pushed with, if it is known, is what was meant.
    String reference = asked.substring(asked.indexOf('@') + 1);
    if (!ImageName.saysHost(repository)) {
      return ours.manifest(repository, reference);
    }
    ImageName name = ImageName.of(repository);
    RegistryLogins.Found found = logins.of(organization, project, name.host());
    try {
      Manifest manifest = lookup.find(found.login(), name, reference);
      logins.note(organization, found.registry(), Outcome.WELL);
      return manifest;
    } catch (RegistryRefused refused) {
      if (!refused.type().equals("image-not-found")) {
        logins.note(organization, found.registry(), Outcome.of(refused));
      }
      throw refused;
    } catch (Problem blocked) {
      throw new RegistryRefused(blocked.type(), blocked.getMessage());
    }
  }
}
