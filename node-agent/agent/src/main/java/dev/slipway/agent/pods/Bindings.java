package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.Spare;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose the sandboxes are that were spare once: their labels do not say it, their names do.
 *
 * @param containers all, those that were spare labelled as the pods' own
 * @param strays taken for pods nobody knows: the agent was killed before more came of them
 */
record Bindings(List<Container> containers, List<Container> strays) {
  static Bindings of(List<Container> seen, Collection<PodEntry> pods) {
    Map<String, String> ids = new HashMap<>();
    for (Container container : seen) {
      String name = container.labels().get(Labels.NAME);
      if (name != null) {
        ids.put(name, container.labels().getOrDefault(Labels.POD, ""));
      }
    }
    for (PodEntry entry : pods) {
      if (entry.pod != null) {
        ids.put(entry.pod.getName(), entry.id);
      }
    }
    var known = new ArrayList<Container>();
    var strays = new ArrayList<Container>();
    for (Container container : seen) {
      String id = ids.get(container.name());
      if (!Spare.made(container.labels())) {
        known.add(container);
      } else if (id == null) {
        strays.add(container);
      } else {
        known.add(bound(container, id));
      }
    }
    return new Bindings(known, strays);
  }

  private static Container bound(Container spare, String id) {
    return new Container(
        spare.id(),
        spare.name(),
        spare.imageId(),
        Map.of(Labels.POD, id, Labels.NAME, spare.name(), Labels.ROLE, PodContainers.SANDBOX),
        spare.stopSignal(),
        spare.state());
  }
}
