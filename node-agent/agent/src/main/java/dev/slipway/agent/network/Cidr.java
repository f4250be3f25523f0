package dev.slipway.agent.network;

import java.util.regex.Pattern;

/** A range of IPv4 addresses, checked: it becomes part of packet rules. */
record Cidr(String value) {
  private static final Pattern SHAPE =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}/(3[0-2]|[12]?[0-9])");

  Cidr {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is no range such as 10.96.0.0/16.");
    }
    var _ = new Socket(value.substring(0, value.indexOf('/')), 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
