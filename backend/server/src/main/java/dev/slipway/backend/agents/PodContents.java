package dev.slipway.backend.agents;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.GrpcProbe;
import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Probe;
import dev.slipway.protocol.RestartPolicy;
import dev.slipway.protocol.TcpProbe;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says an app's spec in the words of the protocol. */
final class PodContents {
  // Nobody asked for a check, so the cheapest, often: a new pod takes traffic as soon as it can.
  private static final int UNASKED_PERIOD_SECONDS = 5;

  private PodContents() {}

  /**
   * @param secrets names in the environment whose values are secret
   */
  static Pod of(AppSpec spec, String image, Map<String, String> environment, List<String> secrets) {
    int port = spec.port() == null ? 0 : spec.port();
    var pod =
        Pod.newBuilder()
            .setImage(image)
            .putAllEnvironment(environment)
            .addAllSecretNames(secrets)
            .addAllCommand(spec.command())
            .setPort(port)
            .setCpuMillis(spec.cpuMillis())
            .setMemoryBytes(spec.memoryBytes())
            .setPids(spec.pids())
            .setTerminationGraceSeconds(spec.terminationGraceSeconds())
            .setRestart(restart(spec));
    if (port != 0) {
      pod.putEnvironment("PORT", Integer.toString(port));
    }
    if (spec.readiness() != null) {
      pod.setReadiness(probe(spec.readiness(), port));
    } else if (port != 0) {
      pod.setReadiness(unasked(port));
    }
    if (spec.liveness() != null) {
      pod.setLiveness(probe(spec.liveness(), port));
    }
    if (spec.startup() != null) {
      pod.setStartup(probe(spec.startup(), port));
    }
    LifeContents.into(pod, spec, port);
    return pod.build();
  }

  private static RestartPolicy restart(AppSpec spec) {
    if (spec.job() == null) {
      return RestartPolicy.RESTART_POLICY_UNSPECIFIED;
    }
    return switch (spec.job().restart()) {
      case ON_FAILURE -> RestartPolicy.RESTART_ON_FAILURE;
      case NEVER -> RestartPolicy.RESTART_NEVER;
    };
  }

  private static Probe unasked(int port) {
    return Probe.newBuilder()
        .setTcp(TcpProbe.newBuilder().setPort(port))
        .setPeriodSeconds(UNASKED_PERIOD_SECONDS)
        .setTimeoutSeconds(1)
        .setSuccessThreshold(1)
        .setFailureThreshold(3)
        .build();
  }

  static Probe probe(dev.slipway.api.apps.Probe asked, int port) {
    var probe =
        Probe.newBuilder()
            .setInitialDelaySeconds(asked.initialDelaySeconds())
            .setPeriodSeconds(asked.periodSeconds())
            .setTimeoutSeconds(asked.timeoutSeconds())
            .setSuccessThreshold(asked.successThreshold())
            .setFailureThreshold(asked.failureThreshold());
    if (asked.terminationGraceSeconds() != null) {
      probe.setTerminationGraceSeconds(asked.terminationGraceSeconds());
    }
    return switch (asked.kind()) {
      case HTTP ->
          probe
              .setHttp(
                  HttpProbe.newBuilder()
                      .setPath(asked.path() == null ? "/" : asked.path())
                      .setPort(orElse(asked.port(), port)))
              .build();
      case TCP -> probe.setTcp(TcpProbe.newBuilder().setPort(orElse(asked.port(), port))).build();
      case GRPC ->
          probe
              .setGrpc(
                  GrpcProbe.newBuilder()
                      .setPort(orElse(asked.port(), port))
                      .setService(asked.service() == null ? "" : asked.service()))
              .build();
      case EXEC -> probe.setExec(ExecProbe.newBuilder().addAllCommand(asked.command())).build();
    };
  }

  private static int orElse(@Nullable Integer port, int other) {
    return port == null ? other : port;
  }
}
