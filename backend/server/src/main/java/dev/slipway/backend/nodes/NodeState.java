package dev.slipway.backend.nodes;

import java.time.Duration;

/**
 * How sure we are of a machine. Suspect: it has been silent long enough to be given nothing new.
 * Unreachable: what runs there is unknown, and nothing is sent to it.
 */
public enum NodeState {
  READY,
  SUSPECT,
  UNREACHABLE;

  static final Duration SUSPECT_AFTER = Duration.ofSeconds(3);
  static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(8);

  /**
   * What a node in this state is in after so long a silence.
   *
   * @param watched how long this process has led: a silence nobody listened to proves nothing
   */
  NodeState after(Duration silence, Duration watched) {
    if (silence.compareTo(SUSPECT_AFTER) < 0) {
      return READY;
    }
    Duration proved = silence.compareTo(watched) < 0 ? silence : watched;
    if (proved.compareTo(UNREACHABLE_AFTER) >= 0) {
      return UNREACHABLE;
    }
    return this == READY && proved.compareTo(SUSPECT_AFTER) >= 0 ? SUSPECT : this;
  }
}
