package dev.slipway.backend.outbound;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.PublicName;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides where requests may go: by the address as written, and by what its name leads to. */
@Component
class Destination {
  private static final int HTTPS_PORT = 443;
  private static final int LONGEST = 2000;

  private final Set<String> allowed;

  Destination(OutboundProperties settings) {
    allowed =
        settings.allowed().stream()
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @throws Problem validation-failed or destination-blocked; never repeats the address, which may
   *     hold a password
   */
  URI check(String address) {
    URI uri = parse(address);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    boolean chosen = chosen(host, port < 0 ? (plain ? 80 : HTTPS_PORT) : port);
    if (!chosen && !PublicName.is(host)) {
      throw blocked("it is not a public name");
    }
    if (!chosen && plain) {
      throw Problem.invalid(
          "The address begins with http://, which anybody on the way can read and change. Use https://.");
    }
    if (!chosen && port != -1 && port != HTTPS_PORT) {
      throw blocked("only port 443 may be reached");
    }
    return uri;
  }

  /**
   * All addresses of the name must be public, or the operator allows the name.
   *
   * @throws Problem destination-blocked
   */
  InetAddress[] resolve(String host, int port) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!chosen(host.toLowerCase(Locale.ROOT), port)
        && Stream.of(addresses).anyMatch(BlockedRanges::contain)) {
      throw blocked("its name leads to an address that is not public");
    }
    return addresses;
  }

  private boolean chosen(String host, int port) {
    return allowed.contains(host) || allowed.contains(host + ":" + port);
  }

  private static URI parse(String address) {
    try {
      var uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean usable =
          address.length() <= LONGEST
              && (scheme.equals("https") || scheme.equals("http"))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null;
      if (usable) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below, without repeating it.
    }
    throw Problem.invalid(
        "This is not an address requests can go to. Use the form https://host/path, without user name or password.");
  }

  private static Problem blocked(String why) {
    return Problem.of(
        Problem.Kind.INVALID,
        "destination-blocked",
        "The platform may not connect to this host: %s. Ask whoever operates the platform to allow it."
            .formatted(why));
  }
}
