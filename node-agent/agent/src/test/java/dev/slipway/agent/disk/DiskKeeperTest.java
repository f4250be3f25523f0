package dev.slipway.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TestReports;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.logs.EngineLogPump;
import dev.slipway.agent.logs.LogBudget;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Welcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 100 MiB that holds nothing but the images and the cache of an engine. */
class DiskKeeperTest {
  private static final long MIB = 1 << 20;
  private static final Welcome WELCOME =
      Welcome.newBuilder().setRegistryHost("registry.test").build();

  @TempDir Path state;
  private final FakeEngine engine = new FakeEngine();
  private final Reports reports = new Reports(new Outbox());
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private ImageLeases leases;
  private DiskKeeper keeper;

  @BeforeEach
  void start() {
    leases = new ImageLeases(state, () -> now);
    keeper =
        new DiskKeeper(
            engine,
            engine,
            new EngineLogPump(engine, state.resolve("logs"), LogBudget.USUAL),
            () -> new DiskSpace(100 * MIB, 100 * MIB - used()),
            leases,
            reports,
            () -> now);
  }

  private long used() {
    return engine.stored().layerBytes() + engine.cacheBytes;
  }

  private void image(String name, long mib) throws InterruptedException {
    engine.has(name, mib * MIB);
    leases.hold(List.of(name)).close();
    now = now.plus(Duration.ofHours(1));
  }

  private void desire(DiskRules rules, String... images) {
    var pods = new java.util.HashMap<String, Pod>();
    for (String image : images) {
      pods.put(image, Pod.newBuilder().setId(image).setImage(image).build());
    }
    keeper.follow(new Desire(pods, Map.of(), WELCOME, rules));
  }

  private List<String> images() {
    return engine.stored().images().stream()
        .map(image -> image.names().getFirst().replaceAll("^.*/", ""))
        .toList();
  }

  @Test
  void beginsAtEightyPercentAndEndsAtSeventy() throws Exception {
    for (int i = 1; i <= 7; i++) {
      image("registry.test/a/web:" + i, 11);
    }
    desire(DiskRules.getDefaultInstance(), "registry.test/a/web:2");
    keeper.turn();
    assertThat(images()).hasSize(7);
    image("registry.test/a/web:8", 6);
    keeper.turn();
    // 83 %: the first and the third go, the second is desired.
    assertThat(images()).containsExactly("web:2", "web:4", "web:5", "web:6", "web:7", "web:8");
    assertThat(used()).isLessThanOrEqualTo(72 * MIB);
    keeper.turn();
    assertThat(images()).hasSize(6);
  }

  @Test
  void keepsWhatMayBeGoneBackTo() throws Exception {
    image("registry.test/a/web@sha256:1", 45);
    image("registry.test/a/web@sha256:2", 45);
    desire(
        DiskRules.newBuilder()
            .addKeptImages("registry.test/a/web@sha256:1")
            .addKeptImages("registry.test/a/web@sha256:2")
            .build());
    keeper.turn();
    assertThat(images()).hasSize(2);
    desire(DiskRules.newBuilder().addKeptImages("registry.test/a/web@sha256:1").build());
    keeper.turn();
    assertThat(images()).containsExactly("web@sha256:1");
  }

  @Test
  void touchesNothingUntilItWasToldWhatShouldRun() throws Exception {
    image("registry.test/a/web:1", 95);
    keeper.turn();
    assertThat(images()).hasSize(1);
  }

  @Test
  void touchesNoImageOfOthers() throws Exception {
    engine.has("theirs:1", 95 * MIB);
    desire(DiskRules.getDefaultInstance());
    keeper.turn();
    assertThat(images()).containsExactly("theirs:1");
  }

  @Test
  void keepsImagesWithinABudgetOfTheirOwn() throws Exception {
    image("registry.test/a/web:1", 10);
    image("registry.test/a/web:2", 10);
    image("registry.test/a/web:3", 10);
    desire(DiskRules.newBuilder().setImageBytes(20 * MIB).build());
    keeper.turn();
    assertThat(images()).containsExactly("web:2", "web:3");
  }

  @Test
  void keepsTheCacheWithinItsBudgetAndNeverAtNothing() {
    engine.cacheBytes = 40 * MIB;
    desire(DiskRules.newBuilder().setCacheBytes(30 * MIB).build());
    keeper.turn();
    assertThat(engine.cacheBytes).isEqualTo(30 * MIB);
    engine.has("theirs:1", 60 * MIB);
    for (int i = 0; i < 9; i++) {
      keeper.turn();
    }
    // Halved while the disk was full, which then was no more.
    assertThat(engine.cacheBytes).isEqualTo(15 * MIB);
    engine.has("theirs:2", 30 * MIB);
    for (int i = 0; i < 9; i++) {
      keeper.turn();
    }
    assertThat(engine.cacheBytes).isEqualTo(3 * MIB);
  }

  @Test
  void tellsWhatFillsTheDisk() throws Exception {
    image("registry.test/a/web:1", 10);
    desire(DiskRules.getDefaultInstance(), "registry.test/a/web:1");
    keeper.turn();
    var use = TestReports.take(reports).getDisk();
    assertThat(use.getTotalBytes()).isEqualTo(100 * MIB);
    assertThat(use.getFreeBytes()).isEqualTo(90 * MIB);
    assertThat(use.getImageBytes()).isEqualTo(10 * MIB);
  }
}
