package dev.slipway.agent.engine;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a container finds at a path of its own. Only the agent makes these, from things it made
 * itself: no name, option or path of this machine comes from a user.
 */
public sealed interface Mount {
  /** Where, inside the container. */
  String target();

  /**
   * A folder or a file that the agent made for it.
   *
   * @param source absolute, of this machine; has to be there
   */
  record Made(Path source, String target, boolean readOnly) implements Mount {
    public Made {
      require(source.isAbsolute() && source.equals(source.normalize()));
      Targets.check(target);
    }
  }

  /** Space in memory that counts as the container's, for its user. */
  record Memory(String target, long sizeBytes) implements Mount {
    public Memory {
      require(sizeBytes > 0);
      Targets.check(target);
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("That cannot be mounted.");
    }
  }

  /** The control plane has checked them too; this machine is ours to protect all the same. */
  final class Targets {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._+@-]+)+");
    private static final Pattern KEPT = Pattern.compile("/(proc|sys|dev|tmp)(/.*)?|/(var/)?run");

    private Targets() {}

    static void check(String target) {
      boolean climbs = target.contains("/../") || target.endsWith("/..");
      if (climbs || !PATH.matcher(target).matches() || KEPT.matcher(target).matches()) {
        throw new IllegalArgumentException("Nothing is mounted at " + target + ".");
      }
    }
  }
}
