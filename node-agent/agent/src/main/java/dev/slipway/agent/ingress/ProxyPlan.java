package dev.slipway.agent.ingress;

import dev.slipway.agent.ingress.Seen.Server;
import dev.slipway.agent.ingress.Seen.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a running proxy has to be told.
 *
 * @param reload it lacks a backend or has another frame: it must read its configuration again first
 * @param changes commands for its runtime socket, in this order; traffic is as wanted after them
 * @param removals commands that take away what has no request under way any more
 */
record ProxyPlan(boolean reload, List<String> changes, List<String> removals) {
  private static final ProxyPlan RELOAD = new ProxyPlan(true, List.of(), List.of());
  private static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  static ProxyPlan of(Routing wanted, String frame, Seen seen, Path hostsFile) {
    boolean reload =
        !frame.equals(seen.frame())
            || !seen.backends().keySet().containsAll(wanted.backends().keySet())
            || moved(wanted, seen);
    if (reload) {
      return RELOAD;
    }
    var changes = new ArrayList<String>();
    var removals = new ArrayList<String>();
    wanted
        .backends()
        .forEach((route, servers) -> come(changes, route, servers, known(seen, route)));
    hosts(changes, wanted.hosts(), seen.hosts(), hostsFile.toString());
    seen.backends()
        .forEach((route, servers) ->
            servers.forEach((pod, server) -> {
              if (!wanted.backends().getOrDefault(route, NONE).containsKey(pod)) {
                go(server, route + "/" + pod, changes, removals);
              }
            }));
    return new ProxyPlan(false, changes, removals);
  }

  /**
   * What to tell a worker of before a reload. It takes no change of its servers any more, only of
   * its hosts: those are taken from it that it would lead to pods that are gone.
   */
  static List<String> ofLeaving(Routing wanted, Seen seen, Path hostsFile) {
    var hosts = new TreeMap<>(wanted.hosts());
    hosts.values().removeIf(route -> !leadsRight(route, wanted, seen));
    var changes = new ArrayList<String>();
    hosts(changes, hosts, seen.hosts(), hostsFile.toString());
    return changes;
  }

  private static boolean leadsRight(String route, Routing wanted, Seen seen) {
    Set<String> used =
        known(seen, route).entrySet().stream()
            .filter(server -> server.getValue().state() == State.READY)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Set<String> right = wanted.backends().getOrDefault(route, NONE).keySet();
    return right.containsAll(used) && right.isEmpty() == used.isEmpty();
  }

  /** Traffic is as wanted. */
  boolean done() {
    return !reload && changes.isEmpty();
  }

  /** A pod keeps its address for life; should one not, a server cannot be renamed at run time. */
  private static boolean moved(Routing wanted, Seen seen) {
    return wanted.backends().entrySet().stream()
        .anyMatch(backend -> {
          Map<String, Server> known = known(seen, backend.getKey());
          return backend.getValue().entrySet().stream()
              .anyMatch(server -> {
                Server now = known.get(server.getKey());
                return now != null && !now.address().equals(server.getValue());
              });
        });
  }

  private static Map<String, Server> known(Seen seen, String route) {
    return seen.backends().getOrDefault(route, Map.of());
  }

  private static void come(
      List<String> commands, String route, Map<String, String> wanted, Map<String, Server> known) {
    wanted.forEach((pod, address) -> {
      Server now = known.get(pod);
      String name = route + "/" + pod;
      if (now == null) {
        commands.add("add server " + name + " " + address + " weight 1");
      }
      if (now == null || now.state() != State.READY) {
        commands.add("set server " + name + " state ready");
      }
    });
  }

  private static void hosts(
      List<String> commands, Map<String, String> wanted, Map<String, String> known, String file) {
    wanted.forEach((host, route) -> {
      String now = known.get(host);
      if (now == null) {
        commands.add("add map " + file + " " + host + " " + route);
      } else if (!now.equals(route)) {
        commands.add("set map " + file + " " + host + " " + route);
      }
    });
    known.keySet().stream()
        .filter(host -> !wanted.containsKey(host))
        .forEach(host -> commands.add("del map " + file + " " + host));
  }

  /** First no new requests, then, when the last one has ended, away with it. */
  private static void go(Server server, String name, List<String> changes, List<String> removals) {
    if (server.state() == State.READY) {
      changes.add("set server " + name + " state drain");
    } else if (server.requests() == 0) {
      removals.add("set server " + name + " state maint");
      removals.add("del server " + name);
    }
  }
}
