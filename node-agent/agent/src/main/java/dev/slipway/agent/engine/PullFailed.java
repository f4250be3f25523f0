package dev.slipway.agent.engine;

/** An image could not be fetched. */
public final class PullFailed extends EngineException {
  private static final long serialVersionUID = 1;

  public PullFailed(String message) {
    super(message);
  }
}
