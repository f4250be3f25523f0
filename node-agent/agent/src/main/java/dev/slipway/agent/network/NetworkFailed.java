package dev.slipway.agent.network;

/** The node's network could not be made what it should be; the message says why. */
public final class NetworkFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NetworkFailed(String message) {
    super(message);
  }

  public NetworkFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
