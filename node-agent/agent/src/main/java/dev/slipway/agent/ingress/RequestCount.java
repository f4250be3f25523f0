package dev.slipway.agent.ingress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many requests one process of the proxy has led to one pod through one route.
 *
 * @param process a number the next process of the proxy does not have
 * @param route the route's id
 * @param pod the pod's id
 * @param requests answered since the process began
 */
public record RequestCount(String process, String route, String pod, long requests) {
  /**
   * Sums answers of every kind: of servers the proxy counts those and not the requests themselves
   * (HAProxy management guide, 9.1, columns hrsp_*).
   *
   * @param statistics the answer to {@link Seen#STATISTICS}
   */
  static List<RequestCount> read(String process, String statistics) {
    var counts = new ArrayList<RequestCount>();
    Map<String, Integer> columns = Map.of();
    for (String line : statistics.lines().toList()) {
      if (line.startsWith("# ")) {
        columns = columns(line.substring(2));
      } else if (!line.isBlank()) {
        String[] values = line.split(",", -1);
        String server = text(values, columns.get("svname"));
        if (!server.equals("BACKEND") && !server.equals("FRONTEND")) {
          String route = text(values, columns.get("pxname"));
          counts.add(new RequestCount(process, route, server, answers(values, columns)));
        }
      }
    }
    return counts;
  }

  private static Map<String, Integer> columns(String head) {
    var columns = new HashMap<String, Integer>();
    String[] names = head.split(",", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i], i);
    }
    return columns;
  }

  private static long answers(String[] values, Map<String, Integer> columns) {
    long answers = 0;
    for (String kind : List.of("1xx", "2xx", "3xx", "4xx", "5xx", "other")) {
      String value = text(values, columns.get("hrsp_" + kind));
      answers += value.isEmpty() ? 0 : Long.parseLong(value);
    }
    return answers;
  }

  private static String text(String[] values, @Nullable Integer column) {
    return column == null || column >= values.length ? "" : values[column];
  }
}
