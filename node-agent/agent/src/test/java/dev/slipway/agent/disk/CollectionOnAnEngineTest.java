package dev.slipway.agent.disk;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TestReports;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.engine.Tars;
import dev.slipway.agent.logs.EngineLogPump;
import dev.slipway.agent.logs.LogBudget;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.NodeEvent;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Welcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Images of a real engine go and stay. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class CollectionOnAnEngineTest {
  private static final String NAME = "slipway-disk/app:";
  private static final long MIB = 1 << 20;
  private static final NetworkSpec NETWORK = new NetworkSpec("sld-net", "sldnet", "10.219.9.0/24");
  private static final int ROUNDS = 21;

  @TempDir Path state;
  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private final ImageEngine images = engine.images();
  private final Reports reports = new Reports(new Outbox());
  private volatile Instant now = Instant.now();
  private ImageLeases leases;
  private DiskKeeper keeper;

  @BeforeEach
  void start() {
    engine.ensureNetwork(NETWORK);
    leases = new ImageLeases(state, () -> now);
    keeper =
        new DiskKeeper(
            engine.store(),
            images,
            new EngineLogPump(engine, state.resolve("logs"), LogBudget.USUAL),
            () -> DiskSpace.of(state),
            leases,
            reports,
            () -> now);
  }

  @AfterEach
  void cleanUp() {
    engine.containers().stream()
        .filter(container -> container.name().startsWith("sld-"))
        .forEach(container -> engine.remove(container.name()));
    engine.removeNetwork(NETWORK.name());
  }

  private void image(int number) throws Exception {
    images.importFiles(NAME + number, new ByteArrayInputStream(tenMebibytes(number)));
    leases.hold(List.of(NAME + number)).close();
    now = now.plus(Duration.ofHours(1));
  }

  private static byte[] tenMebibytes(int seed) throws Exception {
    var content = new byte[(int) (10 * MIB)];
    new Random(seed).nextBytes(content);
    var tar = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(tar)) {
      var entry = new TarArchiveEntry("content");
      entry.setSize(content.length);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
    return tar.toByteArray();
  }

  private void start(String name, String image, int address) {
    engine.start(
        new ContainerSpec(
            name,
            image,
            Map.of(Labels.POD, name, Labels.APP, "app"),
            List.of("/bin/busybox", "sleep", "1000"),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(100, 32 << 20, 32, 1 << 20),
            new ContainerSpec.Bridged(
                NETWORK.name(), "10.219.9." + address, "web", List.of(), List.of())));
  }

  private boolean there(int number) {
    return images.image(NAME + number).isPresent();
  }

  @Test
  void imagesBeyondABudgetGoButNoneThatIsNeeded() throws Exception {
    images.importFiles("slipway-disk/used:1", Tars.busybox());
    leases.hold(List.of("slipway-disk/used:1")).close();
    start("sld-used", "slipway-disk/used:1", 9);
    for (int number = 1; number <= 6; number++) {
      image(number);
    }
    images.importFiles("slipway-theirs/one:1", Tars.busybox());
    long all = engine.store().stored().layerBytes();
    var rules =
        DiskRules.newBuilder()
            .setCollectFromPercent(100)
            .setImageBytes(all - 25 * MIB)
            .addKeptImages(NAME + 1)
            .build();
    Pod pod = Pod.newBuilder().setId("p").setImage(NAME + 2).build();
    keeper.follow(new Desire(Map.of("p", pod), Map.of(), Welcome.getDefaultInstance(), rules));
    keeper.turn();
    assertThat(there(1)).as("kept for going back").isTrue();
    assertThat(there(2)).as("desired").isTrue();
    assertThat(List.of(there(3), there(4), there(5))).as("the oldest").containsOnly(false);
    assertThat(there(6)).as("the newest").isTrue();
    assertThat(images.image("slipway-disk/used:1")).isPresent();
    assertThat(images.image("slipway-theirs/one:1")).isPresent();
    assertThat(engine.store().stored().layerBytes()).isLessThanOrEqualTo(all - 25 * MIB);
    var report = TestReports.take(reports);
    assertThat(report.getEventsList())
        .extracting(NodeEvent::getReason, NodeEvent::getMessage)
        .singleElement()
        .satisfies(
            told -> assertThat(told.toString()).contains("ImagesRemoved", "3 images", "30.0 MiB"));
    assertThat(report.getDisk().getAppsList())
        .anySatisfy(app -> assertThat(app.getAppId()).isEqualTo("app"));
    List.of(1, 2, 6).forEach(number -> images.removeImage(NAME + number));
    images.removeImage("slipway-theirs/one:1");
  }

  @Test
  void aPodStartsWhileItsImageIsCollected() throws Exception {
    String image = "slipway-disk/raced:1";
    images.importFiles(image, Tars.busybox());
    var racing = new AtomicBoolean(true);
    var looks = new AtomicInteger();
    var collector =
        new ImageCollector(engine.store(), images, leases, () -> now.plus(Duration.ofDays(1)));
    Thread collecting =
        Thread.ofVirtual()
            .start(() -> {
              while (racing.get()) {
                looks.incrementAndGet();
                collector.collect(
                    engine.store().stored(),
                    _ -> Long.MAX_VALUE,
                    java.util.Set::of,
                    "slipway-disk");
              }
            });
    int fetched = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // At once, in the middle of a look at what is there, or when that has led to something.
      int look = looks.get() + round % 3;
      await(() -> looks.get() >= look);
      try (var _ = leases.hold(List.of(image))) {
        if (images.image(image).isEmpty()) {
          images.importFiles(image, Tars.busybox());
          fetched++;
        }
        start("sld-raced", image, 10);
      }
      assertThat(engine.container("sld-raced")).isPresent();
      engine.remove("sld-raced");
    }
    racing.set(false);
    collecting.join();
    assertThat(fetched).as("the collector was there").isPositive();
  }
}
