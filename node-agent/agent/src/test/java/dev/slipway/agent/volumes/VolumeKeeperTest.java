package dev.slipway.agent.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.VolumeMount;
import dev.slipway.protocol.Welcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On plain folders: what holds for any kind of volume. */
class VolumeKeeperTest {
  private static final String ID = "0190aaaa-0000-7000-8000-000000000001";

  @TempDir Path state;
  private final FakeEngine engine = new FakeEngine();
  private NodeVolumes volumes;
  private VolumeKeeper keeper;
  private PodMounts mounts;
  private Owner me;

  @BeforeEach
  void start() throws Exception {
    var exec = new LocalExec();
    volumes = NodeVolumes.measuring(state.resolve("volumes"), exec);
    mounts =
        PodMounts.in(state, volumes, new TokenRequests(_ -> false), exec, InstantSource.system());
    keeper = new VolumeKeeper(volumes, mounts, engine, new Reports(new Outbox()));
    me =
        new Owner(
            (Integer) Files.getAttribute(state, "unix:uid"),
            (Integer) Files.getAttribute(state, "unix:gid"));
  }

  @Test
  void whatOneWroteTheNextOneFinds() throws Exception {
    Path data = volumes.ensure(ID, 1 << 20, me);
    Files.writeString(data.resolve("file"), "kept");
    assertThat(volumes.ensure(ID, 1 << 20, me)).isEqualTo(data);
    assertThat(data.resolve("file")).hasContent("kept");
    assertThat(volumes.measure())
        .containsExactly(new VolumeStore.Measure(ID, 4, 1 << 20, 1, Long.MAX_VALUE, false));
  }

  @Test
  void nothingIsRemovedThatAPodWantsOrHas() throws Exception {
    Path data = volumes.ensure(ID, 1 << 20, me);
    keeper.desire(new Desire(Map.of("pod", pod(false)), Map.of(), Welcome.getDefaultInstance()));
    keeper.removeNow(ID);
    assertThat(data).exists();

    keeper.desire(new Desire(Map.of(), Map.of(), Welcome.getDefaultInstance()));
    engine.has("image", "");
    engine.start(container());
    keeper.removeNow(ID);
    assertThat(data).exists();

    engine.remove("slp-web-1-a-app");
    keeper.removeNow(ID);
    assertThat(data).doesNotExist();
    assertThat(volumes.ids()).isEmpty();
    keeper.removeNow(ID);
  }

  private static ContainerSpec container() {
    return new ContainerSpec(
            "slp-web-1-a-app",
            "image",
            Map.of(Labels.POD, "a"),
            List.of(),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(1, 1, 1, 1),
            new ContainerSpec.Bridged("net", "10.0.0.1", "h", List.of(), List.of()))
        .mounting(List.of(), Map.of(Labels.VOLUMES, "other," + ID));
  }

  @Test
  void anEmptyVolumeNeverStandsInForOneThatWasThere() throws IOException {
    assertThatThrownBy(() -> mounts.into(container(), pod(true)))
        .isInstanceOf(VolumeFailed.class)
        .hasMessageStartingWith("The data of the volume data is not on this machine any more.");
    assertThat(volumes.ids()).isEmpty();
  }

  @Test
  void idsAreNoPaths() {
    assertThatThrownBy(() -> volumes.ensure("../../etc", 1, me)).isInstanceOf(VolumeFailed.class);
    assertThatThrownBy(() -> volumes.remove("..")).isInstanceOf(VolumeFailed.class);
    assertThatThrownBy(() -> volumes.remove("")).isInstanceOf(VolumeFailed.class);
  }

  private static Pod pod(boolean exists) {
    return Pod.newBuilder()
        .setId("pod")
        .addMounts(
            Mount.newBuilder()
                .setPath("/data")
                .setVolume(
                    VolumeMount.newBuilder()
                        .setId(ID)
                        .setName("data")
                        .setSizeBytes(1 << 20)
                        .setExists(exists)))
        .build();
  }
}
