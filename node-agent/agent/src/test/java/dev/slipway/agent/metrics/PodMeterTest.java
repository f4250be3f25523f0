package dev.slipway.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.PodUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodMeterTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path machine;
  private PodMeter meter;

  @BeforeEach
  void machine() throws IOException {
    write("cgroup/cgroup.controllers", "cpu memory");
    meter = new PodMeter(new Cgroups(machine.resolve("cgroup"), machine.resolve("proc")));
  }

  private void write(String file, String text) throws IOException {
    Path path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Container container(String id, int pid, long cpuMicros, long memory) throws IOException {
    write("proc/" + pid + "/cgroup", "0::/docker/" + id);
    write("cgroup/docker/" + id + "/cpu.stat", "usage_usec " + cpuMicros);
    write("cgroup/docker/" + id + "/memory.current", Long.toString(memory));
    write("cgroup/docker/" + id + "/memory.stat", "inactive_file 0");
    return new Container(
        id,
        id,
        "image",
        Map.of(Labels.POD, "pod"),
        "SIGTERM",
        new Container.Running(Instant.EPOCH, pid));
  }

  @Test
  void aPodUsesWhatItsContainersUsedSinceTheTimeBefore() throws Exception {
    List<PodUse> first =
        meter.measure(List.of(container("a1", 1, 500, 10), container("b2", 2, 0, 20)), SECOND);
    assertThat(first)
        .singleElement()
        .satisfies(pod -> {
          assertThat(pod.hasCpuMillis()).isFalse();
          assertThat(pod.getMemoryBytes()).isEqualTo(30);
        });
    List<PodUse> second =
        meter.measure(
            List.of(container("a1", 1, 2_500_500, 10), container("b2", 2, 500_000, 20)),
            11 * SECOND);
    assertThat(second)
        .containsExactly(
            PodUse.newBuilder().setPodId("pod").setCpuMillis(300).setMemoryBytes(30).build());
  }

  @Test
  void aContainerThatWasStartedAgainIsMeasuredAnew() throws Exception {
    var _ = meter.measure(List.of(container("a1", 1, 9_000_000, 10)), SECOND);
    List<PodUse> after = meter.measure(List.of(container("a1", 2, 1_000, 10)), 2 * SECOND);
    assertThat(after).singleElement().matches(pod -> !pod.hasCpuMillis());
  }
}
