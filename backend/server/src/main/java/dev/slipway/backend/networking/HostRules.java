package dev.slipway.backend.networking;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which hosts an app may have, and which ones it gets by itself. */
@Component
class HostRules {
  /** Names that never lead to a site of their own on the public network. */
  private static final Set<String> SPECIAL =
      Set.of("local", "localhost", "internal", "test", "invalid", "onion", "arpa", "home", "lan");

  private static final Set<String> OURS =
      Set.of("console", "registry", "git", "api", "www", "admin", "slipway");
  private static final String PRODUCTION = "production";
  private static final int LONGEST_LABEL = 63;

  private final PlatformProperties platform;

  HostRules(PlatformProperties platform) {
    this.platform = platform;
  }

  /**
   * @throws Problem when the host may not be had
   */
  void check(DomainName host) {
    String base = platform.appsDomain();
    String name = host.value();
    if (name.equals(base) || name.equals(platform.externalUrl().getHost()) || ours(name, base)) {
      throw Problem.conflict(
          "domain-reserved", "%s belongs to the platform. Choose another host.".formatted(name));
    }
    if (host.under(base)) {
      return;
    }
    if (SPECIAL.contains(name.substring(name.lastIndexOf('.') + 1))) {
      throw Problem.invalid(
          "%s is a name for private networks. Choose a host under %s.".formatted(name, base));
    }
    throw Problem.conflict(
        "domain-unverified",
        "%s is not verified to be yours, and verifying is not possible yet. Choose a host under %s."
            .formatted(name, base));
  }

  /** The hosts of a new app, the nicest first; the last one is as good as never taken. */
  List<DomainName> defaults(Place place, String suffix) {
    String project =
        place.environment().equals(PRODUCTION)
            ? place.project()
            : place.environment() + "." + place.project();
    String tail = "." + project + "." + platform.appsDomain();
    String withOrganization = place.app() + "-" + place.organization();
    return List.of(place.app(), withOrganization, place.app() + "-" + suffix).stream()
        .filter(label -> label.length() <= LONGEST_LABEL)
        .map(label -> new DomainName(label + tail))
        .toList();
  }

  String url(String host) {
    int port = platform.appsPort();
    return "http://" + host + (port == 80 ? "" : ":" + port);
  }

  private static boolean ours(String name, String base) {
    return name.endsWith("." + base)
        && OURS.contains(name.substring(0, name.length() - base.length() - 1));
  }

  /** The names around an app. */
  record Place(String organization, String project, String environment, String app) {}
}
