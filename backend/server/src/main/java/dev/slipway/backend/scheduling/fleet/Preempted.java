package dev.slipway.backend.scheduling.fleet;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether ending pods of lower priority gives a pod its place. */
public sealed interface Preempted {
  /** There is room, or will be once pods that end already are gone. */
  record Unneeded(UUID node) implements Preempted {}

  /**
   * @param victims have to end, the most important first
   * @param violations how many of them the budgets of their apps would have kept
   */
  record Nominated(UUID node, String name, List<Victim> victims, int violations)
      implements Preempted {}

  /**
   * @param hindrances how many nodes for each, each node once
   */
  record Helpless(Map<Hindrance, Integer> hindrances) implements Preempted {
    public String sentence() {
      return "Ending pods of lower priority does not help: %s."
          .formatted(
              hindrances.entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(one -> "%s (%d)".formatted(one.getKey().words, one.getValue()))
                  .collect(joining(", ")));
    }
  }

  /** What keeps a node from being one where pods could be ended. */
  enum Hindrance {
    NOT_ENOUGH("the pod has no place there even without them"),
    NOTHING_LOWER("none there that may be ended for it"),
    OTHER_REASON("refuses the pod whatever runs there");

    private final String words;

    Hindrance(String words) {
      this.words = words;
    }
  }
}
