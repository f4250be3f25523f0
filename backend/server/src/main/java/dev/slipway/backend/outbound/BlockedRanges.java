package dev.slipway.backend.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that are not on the public Internet, or lead back inside it by another notation. */
final class BlockedRanges {
  private static final List<Range> ALL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(Range::of)
          .toList();

  private BlockedRanges() {}

  /** An IPv4 address written as one of version 6 is judged by what it means; Java unmaps it. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ALL.stream().anyMatch(range -> range.contains(bytes));
  }

  private static final class Range {
    private final byte[] network;
    private final int bits;

    private Range(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    static Range of(String cidr) {
      String[] parts = cidr.split("/", 2);
      InetAddress network = InetAddress.ofLiteral(parts[0]);
      return new Range(network.getAddress(), Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      int mask = 0xff << (8 - rest) & 0xff;
      return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }
  }
}
