package dev.slipway.agent.control;

import dev.slipway.protocol.FromAgent;
import org.jspecify.annotations.Nullable;

/** Where the parts of the agent put what the control plane has to know. */
public final class Outbox {
  private volatile @Nullable Connection connection;

  /**
   * Sends, waiting while the control plane takes no more.
   *
   * @return false when there is no connection, or it ended before: the message is not sent
   */
  public boolean send(FromAgent message) {
    Connection current = connection;
    return current != null && current.send(message);
  }

  boolean connected() {
    return connection != null;
  }

  void use(@Nullable Connection current) {
    connection = current;
  }
}
