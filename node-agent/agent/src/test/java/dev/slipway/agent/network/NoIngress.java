package dev.slipway.agent.network;

import dev.slipway.protocol.Route;
import java.util.List;

/** The ingress of a node that is none. */
final class NoIngress implements Ingress {
  @Override
  public void apply(List<Route> routes) {}

  @Override
  public boolean idle(String podAddress) {
    return true;
  }

  @Override
  public boolean startedAnew() {
    return false;
  }

  @Override
  public void look() {}
}
