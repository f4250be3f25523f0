package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cluster of {@code infra/lab/cluster}, and what can happen to it.
 *
 * @param folder with a folder for each node and {@code cp} for the control planes
 */
record Lab(Path folder) {
  static Lab of(Platform platform) {
    return new Lab(platform.state().resolveSibling("."));
  }

  List<String> nodes() {
    return numbered("n", "nodes");
  }

  List<String> planes() {
    return numbered("p", "planes");
  }

  private List<String> numbered(String letter, String file) {
    int count = Integer.parseInt(TextFiles.read(folder.resolve(file)).strip());
    return IntStream.rangeClosed(1, count).mapToObj(n -> letter + n).toList();
  }

  /** A verb of {@code infra/lab/cluster}, such as {@code kill n2 agent}. */
  String does(String... words) {
    var command = new ArrayList<>(List.of("../lab/cluster"));
    command.addAll(List.of(words));
    return run(command);
  }

  /** What the engine of a node answers. */
  String docker(String node, String... words) {
    var command =
        new ArrayList<>(List.of("docker", "-H", "unix://" + engine(node), "--log-level", "error"));
    command.addAll(List.of(words));
    return run(command);
  }

  /** The pairs of devices that connect pods of a node, a line for each. */
  String wires(String node) {
    return run(List.of("ip", "-n", node, "-o", "link", "show", "type", "veth"));
  }

  private Path engine(String node) {
    return folder.resolve(node).resolve("engine/docker.sock").normalize();
  }

  /** What the proxy of a node answers on its own socket. */
  String haproxy(String node, String question) {
    Path socket = folder.resolve(node).resolve("agent/haproxy/admin.sock").normalize();
    return run(
        List.of("sh", "-c", "echo '%s' | socat - UNIX-CONNECT:%s".formatted(question, socket)));
  }

  private static String run(List<String> command) {
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      started.getOutputStream().close();
      String said = new String(started.getInputStream().readAllBytes(), UTF_8);
      if (started.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
