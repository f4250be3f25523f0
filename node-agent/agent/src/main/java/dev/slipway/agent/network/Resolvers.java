package dev.slipway.agent.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a pod can ask for names where this machine asks. A resolver on the machine's loopback
 * cannot be reached from a pod, unless the engine stands in for it.
 */
final class Resolvers {
  private final Path usual;
  private final Path behindStub;
  private final Path sockets;

  Resolvers() {
    this(
        Path.of("/etc/resolv.conf"),
        Path.of("/run/systemd/resolve/resolv.conf"),
        Path.of("/proc/net/udp"));
  }

  /**
   * @param behindStub what systemd's resolver on loopback asks
   * @param sockets the machine's, as the kernel lists them
   */
  Resolvers(Path usual, Path behindStub, Path sockets) {
    this.usual = usual;
    this.behindStub = behindStub;
    this.sockets = sockets;
  }

  /** False when names are resolved for pods only where the engine connects them. */
  boolean reachable() {
    try {
      // Where nobody listens nobody resolves names, for pods as for the machine.
      return !remote(usual).isEmpty()
          || (Files.exists(behindStub) && !remote(behindStub).isEmpty())
          || !listens();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static List<String> remote(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.strip().split("\\s+", 3))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .map(words -> words[1])
        .filter(server -> !server.startsWith("127.") && !server.contains(":"))
        .toList();
  }

  /** Something on port 53, which is 35 in the kernel's words. */
  private boolean listens() throws IOException {
    return Files.readAllLines(sockets).stream()
        .map(line -> line.strip().split("\\s+", 4))
        .anyMatch(words -> words.length > 1 && words[1].endsWith(":0035"));
  }
}
