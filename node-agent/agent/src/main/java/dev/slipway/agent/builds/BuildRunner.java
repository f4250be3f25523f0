package dev.slipway.agent.builds;

import dev.slipway.protocol.BuildAck;
import dev.slipway.protocol.BuildOrder;
import java.util.Set;

/**
 * Runs builds. None of its methods waits for a build. Reports go to the consumer it was made with.
 */
public interface BuildRunner {
  /** Starts a build; an order for one that is known already changes nothing. */
  void start(BuildOrder order);

  /** Ends the build and all its processes; an unknown id is reported as canceled. */
  void cancel(String buildId);

  /** What the control plane has stored may be forgotten. */
  void acked(BuildAck ack);

  /** Builds that run, or ended without the end being acknowledged. */
  Set<String> open();

  /** Tells again all that is not acknowledged: the connection is a new one. */
  void resend();
}
