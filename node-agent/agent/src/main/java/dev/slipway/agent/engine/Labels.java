package dev.slipway.agent.engine;

/** Labels by which we know what is ours and what it was made for. */
public final class Labels {
  /** On every container of ours: the pod it belongs to. A container without it is never touched. */
  public static final String POD = "slipway.pod";

  /** On every network of ours. */
  public static final String NETWORK = "slipway.network";

  /** sandbox, app, init or sidecar. */
  public static final String ROLE = "slipway.role";

  /** Digest of what the container was made from; another one means another container. */
  public static final String SPEC = "slipway.spec";

  /** On an app: the run of the sandbox whose network it joined. */
  public static final String SANDBOX = "slipway.sandbox";

  /** On an app: ids of the volumes it mounts, with commas between. */
  public static final String VOLUMES = "slipway.volumes";

  /** On companions of the app: the name within the pod. */
  public static final String CONTAINER = "slipway.container";

  /** On companions of the app: their place in the order of starts. */
  public static final String ORDER = "slipway.order";

  public static final String NAME = "slipway.name";
  public static final String APP = "slipway.app";
  public static final String ORGANIZATION = "slipway.organization";
  public static final String DEPLOYMENT = "slipway.deployment";
  public static final String REVISION = "slipway.revision";

  private Labels() {}
}
