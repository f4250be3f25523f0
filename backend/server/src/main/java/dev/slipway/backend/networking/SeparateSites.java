package dev.slipway.backend.networking;

import dev.slipway.backend.outbound.Sites;
import dev.slipway.backend.platform.PlatformProperties;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Apps and the console do not share a registrable domain: what anybody deploys could set cookies
 * for the console there, and its requests would count as the console's own site.
 */
@Component
class SeparateSites {

  /**
   * @param beside the operator wants it all the same
   */
  SeparateSites(
      PlatformProperties platform, @Value("${slipway.apps-beside-console:false}") boolean beside) {
    require(platform.externalUrl().getHost(), platform.appsDomain(), beside);
  }

  static void require(@Nullable String console, String apps, boolean beside) {
    if (!beside
        && console != null
        && Sites.same(console.toLowerCase(Locale.ROOT), apps.toLowerCase(Locale.ROOT))) {
      throw new IllegalStateException(
          ("The console is at %s and apps are below %s, which is one registrable domain: apps could"
                  + " set cookies for the console. Set SLIPWAY_APPS_DOMAIN to a domain of its own, or,"
                  + " if only people you trust deploy here, SLIPWAY_APPS_BESIDE_CONSOLE=true.")
              .formatted(console, apps));
    }
  }
}
