package dev.slipway.backend.terminals;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Browsers say which page opens a WebSocket, and let every page open one: only the console's own
 * may. Programs that are no browsers say nothing.
 */
@Component
class OwnOrigin {
  private final String external;

  OwnOrigin(PlatformProperties platform) {
    URI url = platform.externalUrl();
    external = origin(url.getScheme(), url.getHost(), url.getPort());
  }

  void require(HttpServletRequest request) {
    List<String> named = Collections.list(request.getHeaders("Origin"));
    if (named.isEmpty()) {
      return;
    }
    String asked = origin(request.getScheme(), request.getServerName(), request.getServerPort());
    String page = named.size() == 1 ? normal(named.getFirst()) : "";
    if (!page.equals(external) && !page.equals(asked)) {
      throw Problem.of(
          Problem.Kind.FORBIDDEN,
          "foreign-origin",
          "A page elsewhere may not open a terminal. Behind a proxy, set SLIPWAY_EXTERNAL_URL to the console's address.");
    }
  }

  private static String normal(String origin) {
    try {
      URI read = URI.create(origin);
      return read.getHost() == null || read.getScheme() == null
          ? ""
          : origin(read.getScheme(), read.getHost(), read.getPort());
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static String origin(String scheme, String host, int port) {
    String name = scheme.toLowerCase(Locale.ROOT);
    int usual = name.equals("https") ? 443 : 80;
    return name + "://" + host.toLowerCase(Locale.ROOT) + ":" + (port < 0 ? usual : port);
  }
}
