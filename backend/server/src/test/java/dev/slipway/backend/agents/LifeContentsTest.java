package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Hook;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Resources;
import dev.slipway.api.apps.Termination;
import dev.slipway.protocol.Isolation;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.QualityOfService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifeContentsTest {
  private static Pod pod(AppSpec spec) {
    return PodContents.of(spec, "image", Map.of(), List.of());
  }

  @Test
  void whatNobodySaysIsNotOrdered() {
    Pod pod = pod(AppSpec.web(8080));
    assertThat(pod.getStopSignal()).isEmpty();
    assertThat(pod.hasPreStop()).isFalse();
    assertThat(pod.getIsolation()).isEqualTo(Isolation.ISOLATION_RESTRICTED);
    assertThat(pod.getEphemeralBytes()).isZero();
    assertThat(pod.getQuality()).isEqualTo(QualityOfService.BURSTABLE);
    assertThat(pod.getMemoryRequestBytes()).isEqualTo(256L << 20);
  }

  @Test
  void theEndIsOrderedAsItWasSaid() {
    Pod exec =
        pod(
            AppSpec.web(8080)
                .withTermination(30, Termination.with("SIGQUIT", Hook.exec("/leave", "now"))));
    assertThat(exec.getStopSignal()).isEqualTo("SIGQUIT");
    assertThat(exec.getPreStop().getExec().getCommandList()).containsExactly("/leave", "now");
    Pod http =
        pod(AppSpec.web(8080).withTermination(30, Termination.with(null, Hook.http("/leave"))));
    assertThat(http.getPreStop().getHttp().getPort()).isEqualTo(8080);
    assertThat(http.getPreStop().getHttp().getPath()).isEqualTo("/leave");
  }

  @Test
  void onlyWhatMayWriteOnItsImageHasALimitForIt() {
    AppSpec compat = AppSpec.web(8080).withIsolation(dev.slipway.api.apps.Isolation.COMPAT);
    assertThat(pod(compat).getIsolation()).isEqualTo(Isolation.ISOLATION_COMPAT);
    assertThat(pod(compat).getEphemeralBytes()).isEqualTo(1L << 30);
    assertThat(pod(compat.withResources(new Resources(null, null, 5L << 20))).getEphemeralBytes())
        .isEqualTo(5L << 20);
  }

  @Test
  void aProbeOverGrpcAsksTheAppsPort() {
    Pod pod = pod(AppSpec.web(8080).withProbes(Probe.grpc("shop.v1.Orders"), null, null));
    assertThat(pod.getReadiness().getGrpc().getPort()).isEqualTo(8080);
    assertThat(pod.getReadiness().getGrpc().getService()).isEqualTo("shop.v1.Orders");
  }
}
