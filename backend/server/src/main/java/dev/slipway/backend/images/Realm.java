package dev.slipway.backend.images;

import dev.slipway.backend.outbound.Sites;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a registry sends its clients for a token. It names the address itself, so a password goes
 * there only when the host belongs to the same people.
 */
final class Realm {
  private Realm() {}

  /** Empty when the password must not go there. */
  static Optional<URI> of(String registryHost, String realm) {
    try {
      URI uri = new URI(realm);
      String host = uri.getHost();
      boolean ours =
          host != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && Sites.same(name(registryHost), host.toLowerCase(Locale.ROOT));
      return ours ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
