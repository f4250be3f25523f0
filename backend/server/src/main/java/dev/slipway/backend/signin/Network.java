package dev.slipway.backend.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The part of a client's address that usually belongs to one party: a /24, or a /64. */
public final class Network {
  private Network() {}

  public static String of(String address) {
    try {
      // An address, never a name: the servlet container gives numbers.
      InetAddress parsed = InetAddress.ofLiteral(address);
      int kept = parsed instanceof Inet6Address ? 8 : 3;
      return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), kept));
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
