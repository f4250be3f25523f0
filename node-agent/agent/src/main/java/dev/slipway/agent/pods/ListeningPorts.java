package dev.slipway.agent.pods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks into a pod's network for what its app listens on, to say what is wrong. */
final class ListeningPorts {
  private static final String LISTENS = "0A";
  private static final String ENGINES_RESOLVER = "0B00007F";

  private ListeningPorts() {}

  /** A socket that waits for connections; near when only the pod itself reaches it. */
  record Listener(int port, boolean near) {}

  static List<Listener> of(Path proc, long pid) {
    var found = new ArrayList<Listener>();
    for (String table : List.of("tcp", "tcp6")) {
      try {
        Files.readAllLines(proc.resolve(pid + "/net/" + table)).stream()
            .skip(1)
            .flatMap(line -> parse(line).stream())
            .forEach(found::add);
      } catch (IOException _) {
        // The pod has ended meanwhile, or its machine has no IPv6.
      }
    }
    return found;
  }

  /** A row such as "0: 0100007F:1F90 00000000:0000 0A …", addresses with their bytes turned. */
  private static Optional<Listener> parse(String line) {
    String[] fields = line.strip().split("\\s+", 5);
    if (fields.length < 5 || !fields[3].equals(LISTENS)) {
      return Optional.empty();
    }
    String[] local = fields[1].split(":", 2);
    if (local[0].equals(ENGINES_RESOLVER)) {
      return Optional.empty();
    }
    boolean near = local[0].endsWith("7F") || local[0].equals("00000000000000000000000001000000");
    return Optional.of(new Listener(Integer.parseInt(local[1], 16), near));
  }

  /** Empty when the port can be reached as far as we see. */
  static Optional<PodMemory.Failure> diagnose(List<Listener> listeners, int port) {
    if (listeners.stream().anyMatch(listener -> listener.port() == port && !listener.near())) {
      return Optional.empty();
    }
    return Optional.of(new PodMemory.Failure("PortNotListening", sentence(listeners, port)));
  }

  private static String sentence(List<Listener> listeners, int port) {
    if (listeners.stream().anyMatch(listener -> listener.port() == port)) {
      return "The app listens on port %d of 127.0.0.1 only, where nobody outside its pod reaches it. Make it listen on 0.0.0.0."
          .formatted(port);
    }
    var others =
        listeners.stream().map(Listener::port).collect(Collectors.toCollection(TreeSet::new));
    if (others.isEmpty()) {
      return "The app runs, but listens on no port. Make it listen on port %d, which the variable PORT names."
          .formatted(port);
    }
    String list = others.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "The app listens on port %s, not on %d. Set its port to that, or make it listen on the one that the variable PORT names."
        .formatted(list, port);
  }
}
