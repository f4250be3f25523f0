package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodContainersTest {
  @ParameterizedTest
  @CsvSource({
    "'', 10001:10001",
    "root, 10001:10001",
    "0, 10001:10001",
    "1000:1000, 10001:10001",
    "node, 10001:10001",
    "12345, 12345:12345",
    "12345:23456, 12345:23456",
    "12345:0, 12345:12345",
    "12345:wheel, 10001:10001",
    "1234567, 10001:10001"
  })
  void neverRunsAsSomebodyOfTheMachine(String imageUser, String user) {
    assertThat(PodContainers.user(imageUser)).isEqualTo(user);
  }

  @Test
  void namesAreTheSameEachTime() {
    var pod = Pods.pod("a").build();
    ContainerSpec sandbox = PodContainers.sandbox(pod, "slipway/sandbox:1", "net", List.of());
    ContainerSpec app = PodContainers.app(pod, "", "run");
    assertThat(sandbox.name()).isEqualTo("slp-web-1-a");
    assertThat(app.name()).isEqualTo("slp-web-1-a-app");
    assertThat(app.attachment()).isEqualTo(new ContainerSpec.Joined("slp-web-1-a"));
    assertThat(app.labels()).containsEntry(Labels.POD, "a").containsEntry(Labels.ROLE, "app");
  }

  @Test
  void theDigestIsOfWhatCannotBeChangedInARunningContainer() {
    var pod = Pods.pod("a");
    String digest = PodContainers.digest(pod.build());
    assertThat(PodContainers.digest(pod.setTerminationGraceSeconds(9).build())).isEqualTo(digest);
    assertThat(PodContainers.digest(pod.putEnvironment("A", "b").build())).isNotEqualTo(digest);
  }
}
