package dev.slipway.agent.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ExecResult;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.engine.Tars;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.SecretFile;
import dev.slipway.protocol.TemporarySpace;
import dev.slipway.protocol.VolumeMount;
import dev.slipway.protocol.Welcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine and real loop devices, on a machine of its own: nothing of it is left. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class VolumesLabTest {
  private static final String IMAGE = "slipway-test/busybox:1";
  private static final String DATA = "0190aaaa-0000-7000-8000-000000000001";
  private static final String OTHER = "0190aaaa-0000-7000-8000-000000000002";
  private static final long SIZE = 24L << 20;
  private static final byte[] SECRET = "canary-secret".getBytes(StandardCharsets.UTF_8);
  private static final NetworkSpec NETWORK =
      new NetworkSpec("slt-volumes", "sltvolumes", "10.219.8.0/24");

  @TempDir Path state;
  private final LocalExec exec = new LocalExec();
  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private NodeVolumes volumes;
  private PodMounts mounts;
  private VolumeKeeper keeper;

  @BeforeEach
  void start() throws Exception {
    if (engine.images().image(IMAGE).isEmpty()) {
      engine.images().importFiles(IMAGE, Tars.busybox());
    }
    engine.ensureNetwork(NETWORK);
    agent();
  }

  /** A new one on what the last one left. */
  private void agent() throws InterruptedException {
    volumes = NodeVolumes.in(state.resolve("volumes"), exec);
    mounts =
        PodMounts.in(state, volumes, new TokenRequests(_ -> false), exec, InstantSource.system());
    keeper = new VolumeKeeper(volumes, mounts, engine, new Reports(new Outbox()));
  }

  @AfterEach
  void end() throws Exception {
    engine.containers().forEach(container -> engine.remove(container.name()));
    boolean _ = engine.removeNetwork(NETWORK.name());
    mounts.sweep(Set::of);
    for (String id : volumes.ids()) {
      volumes.remove(id);
    }
    unmount(state.resolve("memory").resolve("secrets"));
  }

  private void unmount(Path point) throws InterruptedException {
    assertThat(exec.run(Command.of("umount", point.toString())).timedOut()).isFalse();
  }

  private static Mount volume(String id, String path, boolean readOnly, long size) {
    return Mount.newBuilder()
        .setPath(path)
        .setReadOnly(readOnly)
        .setVolume(VolumeMount.newBuilder().setId(id).setName("data").setSizeBytes(size))
        .build();
  }

  /** Starts a pod's program that waits. */
  private String start(String id, int last, Mount... mounted) throws InterruptedException {
    String name = "slp-vol-" + id;
    var app =
        new ContainerSpec(
            name,
            IMAGE,
            Map.of(Labels.POD, id, Labels.ROLE, "app", Labels.NAME, name),
            List.of("/bin/busybox", "sleep", "1000"),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(500, 64 << 20, 32, 1 << 20),
            new ContainerSpec.Bridged(
                NETWORK.name(), "10.219.8." + last, "vol", List.of(), List.of()));
    var pod = Pod.newBuilder().setId(id).addAllMounts(List.of(mounted)).build();
    engine.start(mounts.into(app, pod));
    return name;
  }

  private ExecResult in(String container, String script) {
    return engine.exec(
        container, List.of("/bin/busybox", "sh", "-c", script), Duration.ofMinutes(1));
  }

  @Test
  void dataOutlivesItsPodAndOthersReadIt() throws Exception {
    String first = start("a", 10, volume(DATA, "/data", false, SIZE));
    assertThat(in(first, "busybox ls -A /data; echo kept > /data/file && cat /data/file").output())
        .isEqualTo("kept\n");
    engine.remove(first);
    mounts.release("a");

    agent();
    String second = start("b", 11, volume(DATA, "/data", false, SIZE));
    String reader = start("c", 12, volume(DATA, "/in", true, SIZE));
    assertThat(in(second, "cat /data/file").output()).isEqualTo("kept\n");
    assertThat(in(reader, "cat /in/file; touch /in/other 2>&1").output())
        .contains("kept", "Read-only file system");
    assertThat(in(second, "echo more > /data/more && cat /data/more").output()).contains("more");
    assertThat(in(reader, "cat /in/more").output()).isEqualTo("more\n");
  }

  @Test
  void survivesThatTheMachineStartsAgain() throws Exception {
    String first = start("a", 10, volume(DATA, "/data", false, SIZE));
    assertThat(in(first, "echo kept > /data/file").exitCode()).isZero();
    engine.remove(first);
    unmount(state.resolve("volumes").resolve("mounted").resolve(DATA));
    agent();
    String second = start("b", 11, volume(DATA, "/data", false, SIZE));
    assertThat(in(second, "cat /data/file").output()).isEqualTo("kept\n");
  }

  @Test
  void aFullVolumeIsItsWritersTroubleOnly() throws Exception {
    String writer = start("a", 10, volume(DATA, "/data", false, SIZE));
    String neighbour = start("b", 11, volume(OTHER, "/data", false, SIZE));
    ExecResult full = in(writer, "busybox dd if=/dev/zero of=/data/fill bs=1048576 count=64 2>&1");
    assertThat(full.exitCode()).isNotZero();
    assertThat(full.output()).contains("No space left on device");
    assertThat(
            in(neighbour, "busybox dd if=/dev/zero of=/data/x bs=1048576 count=8 2>&1").exitCode())
        .isZero();
    VolumeStore.Measure measured = measured(DATA);
    assertThat(measured.enforced()).isTrue();
    assertThat(measured.sizeBytes()).isBetween(SIZE / 10 * 7, SIZE);
    assertThat(measured.usedBytes()).isGreaterThan(measured.sizeBytes() / 10 * 9);
    assertThat(measured(OTHER).usedBytes()).isBetween(8L << 20, SIZE / 2);

    assertThat(in(writer, "busybox rm /data/fill; echo again > /data/f && cat /data/f").output())
        .isEqualTo("again\n");
  }

  @Test
  void itGrowsInUseOrWithTheNextStartOfItsMachine() throws Exception {
    String writer = start("a", 10, volume(DATA, "/data", false, SIZE));
    assertThat(in(writer, "echo kept > /data/file").exitCode()).isZero();
    try {
      volumes.grow(DATA, 2 * SIZE);
      assertThat(measured(DATA).sizeBytes()).isGreaterThan(SIZE);
    } catch (VolumeFailed notNow) {
      // Some kernels ask for a right that test hosts do not have.
      assertThat(notNow).hasMessageContaining("when its machine starts the next time");
    }
    assertThat(in(writer, "cat /data/file").output()).isEqualTo("kept\n");
    engine.remove(writer);
    unmount(state.resolve("volumes").resolve("mounted").resolve(DATA));
    agent();
    String next = start("b", 11, volume(DATA, "/data", false, 2 * SIZE));
    assertThat(measured(DATA).sizeBytes()).isGreaterThan(SIZE);
    assertThat(in(next, "cat /data/file").output()).isEqualTo("kept\n");
  }

  private VolumeStore.Measure measured(String id) throws InterruptedException {
    return volumes.measure().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void itsSpaceIsTakenFromTheDiskAtOnce() throws Exception {
    start("a", 10, volume(DATA, "/data", false, SIZE));
    Path image = state.resolve("volumes").resolve("images").resolve(DATA + ".img");
    String blocks = exec.run(Command.of("stat", "-c", "%b", image.toString())).output().strip();
    assertThat(Long.parseLong(blocks) * 512).isGreaterThanOrEqualTo(SIZE);
    assertThatThrownBy(() -> start("b", 11, volume(OTHER, "/data", false, 1L << 50)))
        .isInstanceOf(VolumeFailed.class)
        .hasMessageContaining("too little");
  }

  @Test
  void aSecretFileIsTheProgramsOwnAndOnNoDisk() throws Exception {
    var secret =
        Mount.newBuilder()
            .setPath("/run/secrets/key")
            .setReadOnly(true)
            .setSecret(
                SecretFile.newBuilder().setName("KEY").setContent(ByteString.copyFrom(SECRET)))
            .build();
    String app = start("a", 10, secret);
    assertThat(
            in(app, "cat /run/secrets/key; busybox stat -c ' %a %u:%g' /run/secrets/key").output())
        .isEqualTo("canary-secret 400 10001:10001\n");
    assertThat(in(app, "echo x > /run/secrets/key").exitCode()).isNotZero();
    Path file = state.resolve("memory").resolve("secrets").resolve("a").resolve("file-0");
    assertThat(Files.getFileStore(file).type()).isEqualTo("tmpfs");
    // Everything the agent and the engine keep on this machine's disk.
    var found =
        exec.run(
            Command.of(
                    "grep",
                    "-rIl",
                    "--one-file-system",
                    "canary-secret",
                    state.toString(),
                    engine.info().rootFolder())
                .within(Duration.ofMinutes(2)));
    assertThat(found.output()).isEmpty();
    engine.remove(app);
    mounts.release("a");
    assertThat(file).doesNotExist();
  }

  @Test
  void temporarySpaceHasASizeAndGoesWithItsPod() throws Exception {
    String app = start("a", 10, space("/cache", false), space("/fast", true));
    for (String path : List.of("/cache", "/fast")) {
      assertThat(in(app, "echo x > " + path + "/file").exitCode()).isZero();
      assertThat(
              in(app, "busybox dd if=/dev/zero of=%s/fill bs=1048576 count=40 2>&1".formatted(path))
                  .output())
          .contains("No space left on device");
    }
    assertThat(state.resolve("scratch").resolve("images")).isNotEmptyDirectory();
    engine.remove(app);
    mounts.release("a");
    assertThat(state.resolve("scratch").resolve("images")).isEmptyDirectory();
  }

  private static Mount space(String path, boolean inMemory) {
    return Mount.newBuilder()
        .setPath(path)
        .setTemporary(TemporarySpace.newBuilder().setSizeBytes(16L << 20).setInMemory(inMemory))
        .build();
  }

  @Test
  void whatCrashedPodsLeftIsClearedUpAndVolumesAreNot() throws Exception {
    String app = start("a", 10, space("/cache", false), volume(DATA, "/data", false, SIZE));
    start("b", 11, space("/cache", false));
    engine.remove(app);
    keeper.desire(new Desire(Map.of(), Map.of(), Welcome.getDefaultInstance()));
    keeper.look();
    assertThat(state.resolve("scratch").resolve("images").resolve("a-0.img")).doesNotExist();
    assertThat(state.resolve("scratch").resolve("images").resolve("b-0.img")).exists();
    assertThat(volumes.has(DATA)).isTrue();
  }

  @Test
  void dataIsRemovedWhenToldSoAndNotWhileAContainerHasIt() throws Exception {
    String app = start("a", 10, volume(DATA, "/data", false, SIZE));
    Path image = state.resolve("volumes").resolve("images").resolve(DATA + ".img");
    keeper.removeNow(DATA);
    assertThat(image).exists();
    engine.remove(app);
    keeper.removeNow(DATA);
    assertThat(image).doesNotExist();
    assertThat(exec.run(Command.of("losetup", "-j", image.toString())).output()).isEmpty();
  }

  @Test
  void aMissingFolderIsNotMadeByTheEngine() {
    var spec =
        new ContainerSpec(
                "slp-vol-x",
                IMAGE,
                Map.of(Labels.POD, "x", Labels.ROLE, "app", Labels.NAME, "slp-vol-x"),
                List.of("/bin/busybox", "sleep", "1000"),
                Map.of(),
                "10001:10001",
                new ContainerSpec.Limits(500, 64 << 20, 32, 1 << 20),
                new ContainerSpec.Bridged(NETWORK.name(), "10.219.8.20", "x", List.of(), List.of()))
            .mounting(
                List.of(
                    new dev.slipway.agent.engine.Mount.Made(
                        state.resolve("nowhere"), "/data", false)),
                Map.of());
    assertThatThrownBy(() -> engine.start(spec)).isInstanceOf(EngineException.class);
    assertThat(state.resolve("nowhere")).doesNotExist();
  }
}
