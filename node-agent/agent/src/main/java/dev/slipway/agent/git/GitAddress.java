package dev.slipway.agent.git;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a repository is, in a form that leaves git nothing to interpret. */
record GitAddress(String url, String scheme, String host, int port) {
  private static final Pattern SSH_USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /**
   * @param allowed hosts that may also be asked over plain http
   */
  static GitAddress of(String url, Collection<String> allowed) {
    URI uri = parse(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || uri.getFragment() != null || uri.getQuery() != null) {
      throw refused(url);
    }
    int port = uri.getPort() > 0 ? uri.getPort() : usualPort(scheme);
    boolean free = OutboundGuard.allows(host.toLowerCase(Locale.ROOT), port, allowed);
    boolean user = uri.getUserInfo() != null;
    boolean good =
        switch (scheme) {
          case "https" -> !user && (free || port == 443);
          case "http" -> !user && free;
          case "ssh" ->
              (free || port == 22) && (!user || SSH_USER.matcher(uri.getUserInfo()).matches());
          default -> false;
        };
    if (!good) {
      throw refused(url);
    }
    return new GitAddress(url, scheme, host, port);
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new BuildFailed(
          Failure.REPOSITORY_REFUSED,
          "The repository's address is no address: " + e.getReason(),
          e);
    }
  }

  private static int usualPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "ssh" -> 22;
      default -> 443;
    };
  }

  /** Never with the address as it is: it may hold a password. */
  private static BuildFailed refused(String url) {
    return new BuildFailed(
        Failure.REPOSITORY_REFUSED,
        "Repositories are fetched from https://host/path or ssh://git@host/path, without"
            + " credentials, on the usual ports; this address begins with '"
            + url.substring(0, Math.min(8, url.length()))
            + "'.");
  }
}
