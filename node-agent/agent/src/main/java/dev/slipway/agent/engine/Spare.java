package dev.slipway.agent.engine;

import java.util.Map;

/**
 * Sandboxes that were made before anybody needed them. Labels cannot be changed later, so a spare
 * one belongs to whoever's name it bears: nobody while it has the name it was made with.
 */
public final class Spare {
  /** What the role label says, before and after it was taken. */
  public static final String ROLE = "spare";

  /** In place of a pod's id. */
  public static final String POD = "spare";

  /** Pods' names begin otherwise. */
  public static final String PREFIX = "slipway-spare-";

  private Spare() {}

  /** Made as a spare one, whosever it is now. */
  public static boolean made(Map<String, String> labels) {
    return ROLE.equals(labels.get(Labels.ROLE));
  }

  /** Nobody has taken it. */
  static boolean free(String name, Map<String, String> labels) {
    return made(labels) && name.startsWith(PREFIX);
  }
}
