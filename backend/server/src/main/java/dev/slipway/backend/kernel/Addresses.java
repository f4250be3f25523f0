package dev.slipway.backend.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Internet addresses as people write them. */
public final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  /**
   * The one way to write it, of RFC 5952: {@code ::1}, and IPv4 also where it comes inside of an
   * IPv6 address. What is no address stays as it is.
   */
  public static String plain(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      return read instanceof Inet6Address ? shortened(read.getAddress()) : read.getHostAddress();
    } catch (IllegalArgumentException _) {
      return address;
    }
  }

  private static String shortened(byte[] bytes) {
    var groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int from = -1;
    int most = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && groups[i + zeros] == 0) {
        zeros++;
      }
      if (zeros > most) {
        from = i;
        most = zeros;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == from) {
        text.append("::");
        i += most - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
