package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.engine.Policy;
import dev.slipway.agent.engine.Tier;
import dev.slipway.protocol.Isolation;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.QualityOfService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
  private final Policies policies =
      new Policies(() -> new EngineInfo("1", "1.41", 2, 8L << 30, "/"));

  private ContainerSpec app(Pod.Builder pod, String imageUser) {
    Pod built = pod.build();
    return policies.into(PodContainers.app(built, imageUser, "run"), built, imageUser);
  }

  @Test
  void whatOldControlPlanesOrderIsRestrictedAndInTheMiddle() {
    ContainerSpec app = app(Pods.pod("a"), "root");
    assertThat(app.policy()).isEqualTo(Policy.USUAL);
    assertThat(app.user()).isEqualTo("10001:10001");
  }

  @Test
  void whatNobodyKnowsIsRestricted() {
    assertThat(app(Pods.pod("a").setIsolationValue(77), "0").policy().tier())
        .isEqualTo(Tier.RESTRICTED);
  }

  @Test
  void aSandboxIsNoLessRestricted() {
    ContainerSpec app =
        app(
            Pods.pod("a")
                .setIsolation(Isolation.ISOLATION_SANDBOX)
                .setQuality(QualityOfService.GUARANTEED),
            "0");
    assertThat(app.policy()).isEqualTo(new Policy(Tier.SANDBOX, -997));
    assertThat(app.user()).isEqualTo("10001:10001");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0:0",
    "root, 0:0",
    "0, 0:0",
    "472, 472:0",
    "1000:1000, 1000:1000",
    "node, node",
    "app:www-data, app:www-data",
    "'a b', 65534:65534",
    "-x, 65534:65534"
  })
  void compatTakesTheImagesOwnUser(String imageUser, String user) {
    assertThat(app(Pods.pod("a").setIsolation(Isolation.ISOLATION_COMPAT), imageUser).user())
        .isEqualTo(user);
  }

  @Test
  void anotherIsolationIsAnotherContainer() {
    assertThat(PodContainers.digest(Pods.pod("a").setIsolation(Isolation.ISOLATION_COMPAT).build()))
        .isNotEqualTo(PodContainers.digest(Pods.pod("a").build()));
  }
}
