package dev.slipway.agent.network;

import dev.slipway.protocol.Route;
import java.util.List;

/** The door for requests from outside: host names to pods. */
public interface Ingress {
  /**
   * Returns when requests for these hosts reach these pods and no new request reaches others.
   *
   * @throws NetworkFailed if that could not be brought about
   */
  void apply(List<Route> routes) throws InterruptedException;

  /** True when no request to that pod is under way. */
  boolean idle(String podAddress) throws InterruptedException;

  /** Whether it was started since it was last right, or did not answer then. Costs nothing. */
  boolean startedAnew();

  /** Mends what changed without us, such as after a restart of the proxy. */
  void look() throws InterruptedException;
}
