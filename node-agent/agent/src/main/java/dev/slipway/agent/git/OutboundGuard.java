package dev.slipway.agent.git;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides where a build's source may come from: public hosts, and those an operator allows. Without
 * it anybody who may name a repository could reach this machine's own network.
 */
public final class OutboundGuard {
  /** Everything that is not the public internet, also where it hides inside another family. */
  private static final List<Range> BLOCKED =
      Stream.of(
              "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12",
              "192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15",
              "198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
              "::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16",
              "fc00::/7 fe80::/10 fec0::/10 ff00::/8")
          .flatMap(line -> Stream.of(line.split(" ", -1)))
          .map(Range::of)
          .toList();

  /**
   * Dots, and letters in the last part: forms such as 0177.1 mean different things to different
   * programs.
   */
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*");

  private final Resolver resolver;

  /** Looks a name up. */
  interface Resolver {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  OutboundGuard(Resolver resolver) {
    this.resolver = resolver;
  }

  public static OutboundGuard usual() {
    return new OutboundGuard(host -> List.of(InetAddress.getAllByName(host)));
  }

  /**
   * The address to connect to, so that a second look-up cannot give another one.
   *
   * @param allowed host or host:port, which may be anywhere
   */
  InetAddress check(String host, int port, Collection<String> allowed) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean free = allows(name, port, allowed);
    if (!free && !NAME.matcher(name).matches()) {
      throw blocked(host);
    }
    List<InetAddress> addresses;
    try {
      addresses = resolver.addresses(name);
    } catch (UnknownHostException e) {
      throw new BuildFailed(
          Failure.REPOSITORY_UNREACHABLE,
          "The host "
              + host
              + " is not known: look at the repository's address for a typing error.",
          e);
    }
    // One bad address is enough: which of them is taken is not ours to rely on.
    if (!free && addresses.stream().anyMatch(OutboundGuard::isBlocked)) {
      throw blocked(host);
    }
    return addresses.getFirst();
  }

  private static boolean isBlocked(InetAddress address) {
    try {
      // From bytes, ::ffff:a.b.c.d becomes the IPv4 address it stands for.
      InetAddress plain = InetAddress.getByAddress(address.getAddress());
      return BLOCKED.stream().anyMatch(range -> range.contains(plain));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean allows(String host, int port, Collection<String> allowed) {
    return allowed.contains(host) || allowed.contains(host + ":" + port);
  }

  private static BuildFailed blocked(String host) {
    return new BuildFailed(
        Failure.DESTINATION_BLOCKED,
        "The host "
            + host
            + " is not a public one, so builds do not fetch from it: an operator can allow it.");
  }
}
