package dev.slipway.backend.scheduling;

import static java.util.stream.Collectors.joining;

import dev.slipway.backend.kernel.NodeId;
import java.util.List;

/** Where a pod goes. */
public sealed interface Placement {
  record On(NodeId node, String name) implements Placement {}

  record Nowhere(List<Veto> vetoes) implements Placement {
    private static final int SHOWN = 5;

    public String sentence() {
      if (vetoes.isEmpty()) {
        return "No machine has joined yet: add one on the Nodes page.";
      }
      String each =
          vetoes.stream()
              .limit(SHOWN)
              .map(veto -> veto.machine() + " " + veto.why())
              .collect(joining("; "));
      String more = vetoes.size() > SHOWN ? "; and %d more".formatted(vetoes.size() - SHOWN) : "";
      return "No machine can take the pod: %s%s.".formatted(each, more);
    }
  }
}
