package dev.slipway.api.apps;

/** How an app is kept apart from the machine it runs on. */
public enum Isolation {
  /** Never root, no rights, a file system that is read-only apart from /tmp and mounts. */
  RESTRICTED,
  /**
   * For images that want to be root or write anywhere: the image's own user, a dozen rights, a file
   * system of its own to write to. Only for organizations that operators allow it.
   */
  COMPAT,
  /** As restricted, on a kernel of its own: only on machines that have gVisor. */
  SANDBOX
}
