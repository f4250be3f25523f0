package dev.slipway.backend.networking;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of IPv4 addresses such as 10.96.0.0/16. */
record Ipv4Range(long first, int prefix) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");

  Ipv4Range {
    if (prefix < 8 || prefix > 30 || first != (first & mask(prefix))) {
      throw new IllegalArgumentException(
          "%s/%d is not a block of addresses".formatted(text(first), prefix));
    }
  }

  static Ipv4Range of(String cidr) {
    Matcher parts = FORM.matcher(cidr);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          cidr + " is not a block of addresses such as 10.96.0.0/16");
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(parts.group(i));
      if (part > 255) {
        throw new IllegalArgumentException(cidr + " is not a block of addresses");
      }
      address = address << 8 | part;
    }
    return new Ipv4Range(address, Integer.parseInt(parts.group(5)));
  }

  long size() {
    return 1L << (32 - prefix);
  }

  /** The address so many steps after the first. */
  String address(long offset) {
    if (offset < 0 || offset >= size()) {
      throw new IllegalArgumentException("There is no address %d in %s".formatted(offset, this));
    }
    return text(first + offset);
  }

  /** The block of this size so many steps after the first such block inside; empty past the end. */
  Optional<Ipv4Range> subnet(int subnetPrefix, int index) {
    long start = first + ((long) index << (32 - subnetPrefix));
    return start < first + size()
        ? Optional.of(new Ipv4Range(start, subnetPrefix))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text(first) + "/" + prefix;
  }

  private static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }

  private static long mask(int prefix) {
    return 0xFFFF_FFFFL << (32 - prefix) & 0xFFFF_FFFFL;
  }
}
