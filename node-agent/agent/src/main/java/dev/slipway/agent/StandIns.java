package dev.slipway.agent;

import dev.slipway.agent.builds.BuildRunner;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.network.DesiredNetwork;
import dev.slipway.agent.network.NetworkPlane;
import dev.slipway.protocol.BuildAck;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import dev.slipway.protocol.Network;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Parts of the agent that do nothing, for where the real ones are not wired yet. */
final class StandIns {
  private StandIns() {}

  static NetworkPlane network(ContainerEngine engine) {
    return new NetworkPlane() {
      @Override
      public void apply(DesiredNetwork desired) {}

      @Override
      public String prepare(Network network) {
        String name = "slp-" + network.getId();
        engine.ensureNetwork(
            new NetworkSpec(name, "slp" + network.getId().substring(0, 8), network.getSubnet()));
        return name;
      }

      @Override
      public boolean idle(String podAddress) {
        return true;
      }

      @Override
      public void released(String podAddress) {}

      @Override
      public List<String> nameservers() {
        return List.of();
      }
    };
  }

  static LogPump logs() {
    return new LogPump() {
      @Override
      public void attach(LogSource source) {}

      @Override
      public List<String> lastLines(String podId, int count) {
        return List.of();
      }

      @Override
      public void serve(LogRequest request, Consumer<LogLines> consumer) {
        consumer.accept(LogLines.newBuilder().setRequestId(request.getId()).setEnd(true).build());
      }

      @Override
      public void cancel(String requestId) {}
    };
  }

  static BuildRunner builds() {
    return new BuildRunner() {
      @Override
      public void start(BuildOrder order) {}

      @Override
      public void cancel(String buildId) {}

      @Override
      public void acked(BuildAck ack) {}

      @Override
      public Set<String> open() {
        return Set.of();
      }

      @Override
      public void resend() {}
    };
  }
}
