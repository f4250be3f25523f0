package dev.slipway.backend.agents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Whether pods are routed to: yes once every node that sends requests there has acknowledged it, no
 * once every one has acknowledged the opposite; in between it stays as it was.
 */
record Routing(List<UUID> routed, List<UUID> unrouted) {
  /** What nobody knows. */
  static final long NOBODY = -1;

  /**
   * All of which it can be said now.
   *
   * @param known up to which generation all nodes know of an app that send requests to it
   */
  static Routing of(Waiting waiting, ToLongFunction<UUID> known) {
    var routing = new Routing(new ArrayList<>(), new ArrayList<>());
    waiting
        .apps()
        .forEach((app, pods) -> {
          long all = known.applyAsLong(app);
          pods.forEach((pod, state) -> {
            if (state.since() <= all) {
              (state.endpoint() ? routing.routed() : routing.unrouted()).add(pod);
            }
          });
        });
    return routing;
  }

  /** What all of them know; of no node nothing can be said. */
  static long all(Collection<Told> nodes) {
    return nodes.stream().mapToLong(Told::known).min().orElse(NOBODY);
  }

  /** The same in parts of so many pods at most. */
  List<Routing> inParts(int most) {
    var parts = new ArrayList<Routing>();
    for (int i = 0; i < routed.size(); i += most) {
      parts.add(new Routing(part(routed, i, most), List.of()));
    }
    for (int i = 0; i < unrouted.size(); i += most) {
      parts.add(new Routing(List.of(), part(unrouted, i, most)));
    }
    return parts;
  }

  private static List<UUID> part(List<UUID> all, int from, int most) {
    return List.copyOf(all.subList(from, Math.min(all.size(), from + most)));
  }

  boolean isEmpty() {
    return routed.isEmpty() && unrouted.isEmpty();
  }
}
