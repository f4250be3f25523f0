package dev.slipway.agent.network;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.protocol.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the pods of other nodes: a plain route to each node, which has to be a neighbour. */
final class PeerRoutes {
  private static final Logger log = LoggerFactory.getLogger(PeerRoutes.class);

  /** Marks routes as ours in the machine's table; any number without a name will do. */
  private static final String OURS = "87";

  private static final Pattern ROUTE = Pattern.compile("^(\\S+) via (\\S+) ");

  private final Exec exec;
  private List<Peer> followed = List.of();

  PeerRoutes(Exec exec) {
    this.exec = exec;
  }

  /** A node that cannot be reached is said once; the others are reached all the same. */
  void apply(List<Peer> peers) throws InterruptedException {
    if (peers.equals(followed)) {
      return;
    }
    var wanted = new TreeMap<String, String>();
    for (Peer peer : peers) {
      wanted.put(new Cidr(peer.getPodCidr()).value(), new Socket(peer.getAddress(), 1).address());
    }
    for (List<String> step : steps(standing(), wanted)) {
      Outcome outcome = exec.run(Command.of(step.toArray(String[]::new)));
      if (!outcome.ok()) {
        log.warn("The machine refused a route ({}): {}", step, outcome.error().strip());
      }
    }
    followed = List.copyOf(peers);
  }

  /** What to tell the machine: ranges of pods to the nodes they are on. */
  static List<List<String>> steps(Map<String, String> standing, Map<String, String> wanted) {
    var steps = new ArrayList<List<String>>();
    standing.keySet().stream()
        .filter(range -> !wanted.containsKey(range))
        .forEach(range -> steps.add(List.of("ip", "route", "del", range, "proto", OURS)));
    wanted.forEach((range, node) -> {
      if (!Objects.equals(standing.get(range), node)) {
        steps.add(List.of("ip", "route", "replace", range, "via", node, "proto", OURS));
      }
    });
    return steps;
  }

  private Map<String, String> standing() throws InterruptedException {
    return read(exec.run(Command.of("ip", "-4", "route", "show", "proto", OURS)).output());
  }

  static Map<String, String> read(String table) {
    var routes = new TreeMap<String, String>();
    table
        .lines()
        .map(line -> ROUTE.matcher(line + " "))
        .filter(Matcher::find)
        .forEach(route -> routes.put(route.group(1), route.group(2)));
    return routes;
  }
}
