package dev.slipway.agent.network;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Plugs a sandbox into a bridge: a pair of devices, one a port of the bridge, the other the
 * sandbox's eth0. The engine would do the same, with two runs of its own program for each.
 */
final class PodWire {
  /** Not as bridges of ours begin: rules name those by it. */
  private static final String PREFIX = "slv";

  /** Both ends at once: a program more costs as much as what it does. */
  private static final String SCRIPT =
      """
      printf %s "$1" | ip -batch - && printf %s "$3" | exec nsenter --net="$2" ip -batch -
      """;

  private final Exec exec;

  PodWire(Exec exec) {
    this.exec = exec;
  }

  /**
   * @param pid of the sandbox's first process
   * @param subnet the bridge's; its first address is the way out
   * @throws NetworkFailed such as when there is no such bridge
   */
  void plug(long pid, String podId, String bridge, Cidr subnet, String address)
      throws InterruptedException {
    String port = port(podId);
    var script =
        Command.of(
            "sh",
            "-c",
            SCRIPT,
            port,
            outside(port, bridge, pid, address),
            "/proc/" + pid + "/ns/net",
            inside(subnet, address));
    Outcome outcome = exec.run(script);
    if (!outcome.ok() && outcome.error().contains("File exists")) {
      // Of an attempt that was cut off.
      exec.run(Command.of("ip", "link", "del", port));
      outcome = exec.run(script);
    }
    if (!outcome.ok()) {
      exec.run(Command.of("ip", "link", "del", port));
      throw new NetworkFailed("The pod could not be plugged in: " + outcome.error().strip());
    }
  }

  /**
   * Whether it has that address already.
   *
   * @throws NetworkFailed if that cannot be told
   */
  boolean plugged(long pid, String address) throws InterruptedException {
    String checked = new Socket(address, 1).address();
    Outcome shown =
        exec.run(
            Command.of(
                "nsenter", "--net=/proc/" + pid + "/ns/net", "ip", "-4", "-o", "address", "show"));
    if (!shown.ok()) {
      throw new NetworkFailed("The pod's network could not be looked at: " + shown.error().strip());
    }
    return shown.output().contains(" inet " + checked + "/");
  }

  /** A bridge sends frames back through the port they came from only if told to, see hairpin. */
  static String outside(String port, String bridge, long pid, String address) {
    return """
    link add %1$s master %2$s type veth peer name eth0 address %3$s netns %4$d
    link set %1$s type bridge_slave hairpin on
    link set %1$s up
    """
        .formatted(port, bridge, hardware(address), pid);
  }

  static String inside(Cidr subnet, String address) {
    String range = subnet.value();
    int slash = range.indexOf('/');
    return """
    address add %s%s brd + dev eth0
    link set eth0 up
    route add default via %s
    """
        .formatted(new Socket(address, 1).address(), range.substring(slash), first(range));
  }

  /** The same for the same address, as the engine does: neighbours need not learn a new one. */
  static String hardware(String address) {
    var text = new StringBuilder("02:42");
    for (String part : new Socket(address, 1).address().split("\\.", 4)) {
      text.append(":%02x".formatted(Integer.parseInt(part)));
    }
    return text.toString();
  }

  private static String first(String range) {
    String base = range.substring(0, range.indexOf('/'));
    int dot = base.lastIndexOf('.');
    return base.substring(0, dot + 1) + (Integer.parseInt(base.substring(dot + 1)) + 1);
  }

  /** Of at most fifteen characters. */
  static String port(String podId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(podId.getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
