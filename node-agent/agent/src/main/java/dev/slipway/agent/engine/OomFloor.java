package dev.slipway.agent.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lowest oom_score_adj that can be given on this machine. Below 0 takes a right over the whole
 * machine, which nobody has in a container or a user namespace; an engine that is asked for it
 * there starts nothing.
 */
final class OomFloor {
  private static final int LOWEST = -998;

  private OomFloor() {}

  static int here() {
    return of(Path.of("/proc/self/oom_score_adj"));
  }

  /** Tries it on ourselves and puts it back: the rights that we seem to have may not be real. */
  static int of(Path own) {
    try {
      String now = Files.readString(own);
      Files.writeString(own, String.valueOf(LOWEST));
      Files.writeString(own, now);
      return LOWEST;
    } catch (IOException _) {
      return 0;
    }
  }
}
