package dev.slipway.backend.scheduling.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods that may know of each other, counted by what somebody asks about them. */
final class Scope {
  /**
   * @param pods which are counted
   * @param topologyKey where
   */
  record Question(LabelSelector pods, String topologyKey) {}

  /** Pods that match. */
  final Map<Question, Counter> matching = new HashMap<>();

  /** Pods that want none that matches near them. */
  final Map<Question, Counter> keepingAway = new HashMap<>();

  /** Weights of pods that wish those that match near them, or, below 0, away. */
  final Map<Question, Counter> wishing = new HashMap<>();

  final List<Kind> kinds = new ArrayList<>();

  /** Raised when there is a new question. */
  int version;
}
