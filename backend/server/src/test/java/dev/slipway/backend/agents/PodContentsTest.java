package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.Restart;
import dev.slipway.protocol.RestartPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodContentsTest {
  @Test
  void onlyPodsOfJobsHaveAnEnd() {
    assertThat(restart(AppSpec.worker())).isEqualTo(RestartPolicy.RESTART_POLICY_UNSPECIFIED);
    assertThat(restart(AppSpec.worker().withJob(JobSpec.once())))
        .isEqualTo(RestartPolicy.RESTART_NEVER);
    assertThat(restart(AppSpec.worker().withJob(JobSpec.once().with(6, null, Restart.ON_FAILURE))))
        .isEqualTo(RestartPolicy.RESTART_ON_FAILURE);
  }

  private static RestartPolicy restart(AppSpec spec) {
    return PodContents.of(spec, "image", Map.of(), List.of()).getRestart();
  }
}
