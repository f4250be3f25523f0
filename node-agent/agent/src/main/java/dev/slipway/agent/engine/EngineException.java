package dev.slipway.agent.engine;

/** The engine refused; the message is a sentence for people. */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  public EngineException(String message) {
    super(message);
  }
}
