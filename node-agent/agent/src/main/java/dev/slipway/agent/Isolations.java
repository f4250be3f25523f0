package dev.slipway.agent;

import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.engine.Tier;
import dev.slipway.protocol.Isolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How strictly this machine can keep pods apart. */
final class Isolations {
  private Isolations() {}

  /**
   * @param root whoever runs the machine bears that root in a container is root on it, held by its
   *     capabilities alone
   */
  static List<Isolation> of(@Nullable EngineInfo engine, boolean root) {
    var can = new ArrayList<Isolation>();
    can.add(Isolation.ISOLATION_RESTRICTED);
    if (engine != null && (engine.userNamespaces() || root)) {
      can.add(Isolation.ISOLATION_COMPAT);
    }
    if (engine != null && engine.runtimes().contains(Tier.SANDBOX_RUNTIME)) {
      can.add(Isolation.ISOLATION_SANDBOX);
    }
    return List.copyOf(can);
  }
}
