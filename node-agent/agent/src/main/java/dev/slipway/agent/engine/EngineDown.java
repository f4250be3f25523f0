package dev.slipway.agent.engine;

/** The engine did not answer: nothing is known about what it runs. */
public final class EngineDown extends EngineException {
  private static final long serialVersionUID = 1;

  public EngineDown(Throwable cause) {
    super("The container engine does not answer: look whether its service runs.", cause);
  }
}
