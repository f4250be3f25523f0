package dev.slipway.agent.engine;

/** How a container is kept apart from its machine. */
public enum Tier {
  /** No root, no capability, a read-only file system: Pod Security "restricted". */
  RESTRICTED,

  /**
   * What common images need: the image's own user, root too, with the few capabilities of {@link
   * Compat}, and a file system it may write to.
   */
  COMPAT,

  /** As restricted, on a kernel of its own: the engine runs it with gVisor. */
  SANDBOX;

  /** By this name the engine has to know gVisor. */
  public static final String SANDBOX_RUNTIME = "runsc";
}
