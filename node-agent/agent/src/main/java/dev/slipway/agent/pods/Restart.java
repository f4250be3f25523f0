package dev.slipway.agent.pods;

import dev.slipway.protocol.RestartPolicy;

/** Whether a program that ended is started again. */
final class Restart {
  /** What a container that could not be started has ended with, as engines say it. */
  static final int NOT_STARTED = 128;

  /** What a program that was killed has ended with. */
  static final int KILLED = 137;

  private Restart() {}

  /** A policy of a later control plane is taken for always: what should run is never lost. */
  static boolean again(RestartPolicy policy, int exitCode) {
    return switch (policy) {
      case RESTART_ON_FAILURE -> exitCode != 0;
      case RESTART_NEVER -> false;
      case RESTART_POLICY_UNSPECIFIED, UNRECOGNIZED -> true;
    };
  }

  /** It may come to an end that is not a fault. */
  static boolean ends(RestartPolicy policy) {
    return !again(policy, 0);
  }
}
