package dev.slipway.backend.repositories;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.outbound.Names;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.workloads.SourceGuard;
import org.springframework.stereotype.Component;

/**
 * A public name with a private address behind it is refused when it is entered already. The node
 * that fetches looks again: by then it may lead elsewhere.
 */
@Component
class SourceHosts implements SourceGuard {
  private final PlatformProperties platform;

  SourceHosts(PlatformProperties platform) {
    this.platform = platform;
  }

  @Override
  public void look(AppSource source) {
    String url = source.url();
    if (url == null) {
      return;
    }
    GitPlace place = GitPlace.of(url);
    String host = place.host();
    boolean chosen =
        platform.allowedGitHosts().contains(host)
            || platform.allowedGitHosts().contains(host + ":" + place.port());
    if (!chosen && Names.leadInside(host)) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "destination-blocked",
          "Builds may not fetch from this host: its name leads to an address that is not public. Ask whoever"
              + " operates the platform to allow it.");
    }
  }

  @Override
  public AppSource checked(OrganizationId organization, ProjectId project, AppSource source) {
    return source;
  }
}
