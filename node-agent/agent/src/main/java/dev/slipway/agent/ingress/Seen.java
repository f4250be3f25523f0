package dev.slipway.agent.ingress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a running proxy says it does.
 *
 * @param frame digest of the configuration's frame it was started with
 */
record Seen(String frame, Map<String, Map<String, Server>> backends, Map<String, String> hosts) {
  /** Variable of the proxy's environment that tells {@link #frame}. */
  static final String FRAME = "SLIPWAY_FRAME";

  static final String STATISTICS = "show stat -1 6 -1";

  enum State {
    READY,
    DRAINING,
    MAINTENANCE
  }

  /**
   * @param requests under way
   */
  record Server(String address, State state, int requests) {}

  /** Reads the answers to "show env", {@link #STATISTICS} and "show map". */
  static Seen of(String environment, String statistics, String map) {
    return new Seen(frame(environment), backends(statistics), hosts(map));
  }

  private static String frame(String environment) {
    return environment
        .lines()
        .filter(line -> line.startsWith(FRAME + "="))
        .map(line -> line.substring(FRAME.length() + 1))
        .findFirst()
        .orElse("");
  }

  static Map<String, Map<String, Server>> backends(String statistics) {
    var backends = new TreeMap<String, Map<String, Server>>();
    List<String> names = List.of();
    for (String line : statistics.lines().toList()) {
      if (line.startsWith("# ")) {
        names = List.of(line.substring(2).split(",", -1));
      } else if (!line.isBlank()) {
        Map<String, String> row = row(names, line);
        Map<String, Server> servers =
            backends.computeIfAbsent(column(row, "pxname"), _ -> new TreeMap<>());
        if (!column(row, "svname").equals("BACKEND")) {
          servers.put(column(row, "svname"), server(row));
        }
      }
    }
    return backends;
  }

  private static Map<String, String> row(List<String> names, String line) {
    var values = new ArrayList<>(List.of(line.split(",", -1)));
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      row.put(names.get(i), values.get(i));
    }
    return row;
  }

  private static String column(Map<String, String> row, String name) {
    return row.getOrDefault(name, "");
  }

  private static Server server(Map<String, String> row) {
    String status = column(row, "status");
    State state =
        status.startsWith("MAINT")
            ? State.MAINTENANCE
            : status.startsWith("DRAIN") ? State.DRAINING : State.READY;
    return new Server(column(row, "addr"), state, Integer.parseInt(column(row, "scur")));
  }

  private static Map<String, String> hosts(String map) {
    var hosts = new TreeMap<String, String>();
    for (String line : map.lines().toList()) {
      String[] words = line.strip().split(" ", -1);
      if (words.length == 3) {
        hosts.put(words[1], words[2]);
      }
    }
    return hosts;
  }
}
