package dev.slipway.agent.git;

import java.net.InetAddress;

/**
 * A range of addresses.
 *
 * @param bits of the address that count
 */
record Range(InetAddress base, int bits) {
  /** Such as 10.0.0.0/8 or fc00::/7. */
  static Range of(String text) {
    int slash = text.indexOf('/');
    try {
      // A literal: no name is looked up.
      InetAddress base = InetAddress.ofLiteral(text.substring(0, slash));
      return new Range(base, Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no range of addresses.", e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] prefix = base.getAddress();
    byte[] other = address.getAddress();
    if (prefix.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((prefix[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
