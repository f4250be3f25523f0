package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;

/** All of its requirements hold; without any it matches everything. */
public record LabelSelector(List<Requirement> requirements) {
  public static LabelSelector of(Requirement... requirements) {
    return new LabelSelector(List.of(requirements));
  }

  boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }
}
