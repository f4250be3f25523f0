package dev.slipway.backend.images;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.SourceGuard;
import dev.slipway.backend.workloads.SpecGuard;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which images an app may name: public hosts, and of the built-in registry its own project. */
@Component
class ImageGuard implements SourceGuard, SpecGuard {
  private static final String SHARED = "library/";

  private final ProjectPaths paths;
  private final OutboundHttp http;
  private final PlatformProperties platform;

  ImageGuard(ProjectPaths paths, OutboundHttp http, PlatformProperties platform) {
    this.paths = paths;
    this.http = http;
    this.platform = platform;
  }

  @Override
  public AppSource checked(OrganizationId organization, ProjectId project, AppSource source) {
    ImageSource image = source.image();
    String publish = source.publish();
    return new AppSource(
        source.url(),
        source.branch(),
        source.folder(),
        source.dockerfile(),
        source.target(),
        source.args(),
        image == null ? null : pulled(organization, project, image),
        publish == null ? null : pushed(publish),
        source.credential(),
        source.autoDeploy());
  }

  @Override
  public void check(App wanted) {
    Stream.concat(wanted.spec().initContainers().stream(), wanted.spec().sidecars().stream())
        .map(PodContainer::image)
        .filter(Objects::nonNull)
        .forEach(image -> pulled(wanted.organization(), wanted.project(), image));
  }

  private ImageSource pulled(OrganizationId organization, ProjectId project, ImageSource image) {
    ImageName name = ImageName.of(image.repository());
    if (name.host().equals(platform.registryHost())) {
      String own = paths.of(organization, project) + "/";
      if (!name.path().startsWith(own) && !name.path().startsWith(SHARED)) {
        throw Problem.invalid(
            "Of the built-in registry an app may use the images of its own project: %s/%s…"
                .formatted(name.host(), own));
      }
    } else {
      http.check("https://" + name.host() + "/");
    }
    return new ImageSource(name.toString(), image.tag());
  }

  private String pushed(String publish) {
    ImageName name = ImageName.of(publish);
    if (name.host().equals(platform.registryHost())) {
      throw Problem.invalid(
          "Builds go to the built-in registry anyway. Name an image of another one, or leave it out.");
    }
    http.check("https://" + name.host() + "/");
    return name.toString();
  }
}
