package dev.slipway.agent.network;

import java.util.regex.Pattern;

/** An IPv4 address and a TCP port, checked: they become part of packet rules. */
record Socket(String address, int port) implements Comparable<Socket> {
  private static final Pattern IPV4 =
      Pattern.compile(
          "((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");

  Socket {
    if (!IPV4.matcher(address).matches()) {
      throw new IllegalArgumentException("'" + address + "' is no IPv4 address.");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(port + " is no port: it is between 1 and 65535.");
    }
  }

  @Override
  public int compareTo(Socket other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
  }
}
