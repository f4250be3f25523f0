package dev.slipway.backend.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.Resources;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Booking;
import dev.slipway.backend.kernel.PodLimit;
import dev.slipway.backend.testing.DatabaseTest;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class PodLimitTest {
  private static final long MIB = 1L << 20;

  @Autowired Db db;
  @Autowired Json json;

  private static AppSpec app(int cpu, long memory) {
    return AppSpec.worker().withLimits(cpu, memory, 64);
  }

  private static InitContainer init(String name, int cpu, long memory) {
    return InitContainer.of(name, List.of()).withLimits(cpu, memory, 64);
  }

  private static Sidecar sidecar(String name, int cpu, long memory) {
    return Sidecar.of(name, null, List.of()).withLimits(cpu, memory, 64);
  }

  private static void assertLimit(AppSpec spec, int cpu, long memory) {
    assertThat(PodLimit.cpuMillis(spec)).isEqualTo(cpu);
    assertThat(PodLimit.memoryBytes(spec)).isEqualTo(memory);
  }

  @Test
  void anAppAloneIsItsPod() {
    assertLimit(app(500, 256 * MIB), 500, 256 * MIB);
  }

  @Test
  void theAppRunsTogetherWithItsSidecars() {
    AppSpec spec =
        app(500, 256 * MIB)
            .withSidecars(List.of(sidecar("a", 100, 64 * MIB), sidecar("b", 50, 32 * MIB)));
    assertLimit(spec, 650, 352 * MIB);
  }

  @Test
  void initContainersRunOneAfterTheOtherSoTheLargestCounts() {
    AppSpec spec =
        app(500, 256 * MIB)
            .withInitContainers(List.of(init("a", 400, 2048 * MIB), init("b", 900, 64 * MIB)));
    assertLimit(spec, 900, 2048 * MIB);
  }

  @Test
  void withTheSidecarsThatStartBeforeThem() {
    AppSpec spec =
        app(500, 256 * MIB)
            .withInitContainers(List.of(init("a", 900, 1024 * MIB)))
            .withSidecars(
                List.of(
                    sidecar("early", 100, 64 * MIB).startingBeforeInit(),
                    sidecar("late", 200, 128 * MIB)));
    assertLimit(spec, 1000, 1088 * MIB);
  }

  @Test
  void aPodBooksATenthOfThatCpuAndHalfOfThatMemory() {
    AppSpec spec = app(500, 256 * MIB).withSidecars(List.of(sidecar("a", 100, 64 * MIB)));
    var shape =
        Shapes.of(
            new dev.slipway.backend.kernel.RevisionId(java.util.UUID.randomUUID()),
            new dev.slipway.backend.kernel.EnvironmentId(java.util.UUID.randomUUID()),
            "web",
            "",
            spec);
    assertThat(shape.requests().cpuMillis()).isEqualTo(60);
    assertThat(shape.requests().memoryBytes()).isEqualTo(160 * MIB);
  }

  @Test
  void theSchemaCountsTheSame() {
    var random = new Random(20260101);
    for (int i = 0; i < 200; i++) {
      AppSpec spec =
          app(50 + random.nextInt(2000), (16 + random.nextInt(2000)) * MIB)
              .withInitContainers(
                  IntStream.range(0, random.nextInt(4))
                      .mapToObj(one ->
                          init(
                              "i" + one,
                              50 + random.nextInt(4000),
                              (16 + random.nextInt(4000)) * MIB))
                      .toList())
              .withSidecars(
                  IntStream.range(0, random.nextInt(4))
                      .mapToObj(one -> {
                        var made =
                            sidecar(
                                "s" + one,
                                50 + random.nextInt(1000),
                                (16 + random.nextInt(1000)) * MIB);
                        return random.nextBoolean() ? made.startingBeforeInit() : made;
                      })
                      .toList());
      assertLimit(spec, (int) inSchema(spec, "cpuMillis"), inSchema(spec, "memoryBytes"));
      assertBooking(spec);
      assertBooking(spec.withResources(new Resources(random.nextInt(900), null, null)));
      assertBooking(spec.withResources(new Resources(0, random.nextLong(900 * MIB), null)));
    }
  }

  private void assertBooking(AppSpec spec) {
    assertThat(new Booking((int) booking(spec, "cpuMillis"), booking(spec, "memoryBytes")))
        .isEqualTo(Booking.of(spec));
  }

  private long booking(AppSpec spec, String resource) {
    return db.system()
        .sql("select pod_booking(cast(:spec as jsonb), :resource)")
        .param("spec", json.write(spec))
        .param("resource", resource)
        .query(Long.class)
        .single();
  }

  @Test
  void aPodAsksForWhatItsAppSaysBesideItsOtherContainers() {
    String sidecars = "\"cpuMillis\": 700, \"sidecars\": [{\"cpuMillis\": 100}]";
    assertThat(request("{%s}".formatted(sidecars))).isEqualTo(800);
    assertThat(request("{%s, \"resources\": {\"cpuMillis\": 200}}".formatted(sidecars)))
        .isEqualTo(300);
  }

  @Test
  void whoBooksNothingIsMeasuredByWhatItMayUse() {
    assertThat(request("{\"cpuMillis\": 700, \"resources\": {\"cpuMillis\": 0}}")).isEqualTo(700);
    assertThat(request("{\"cpuMillis\": 700, \"resources\": {\"cpuMillis\": null}}"))
        .isEqualTo(700);
  }

  @Test
  void aSpecFromBeforeThereWereOtherContainersCountsAsItDid() {
    assertThat(limit("{\"cpuMillis\": 700, \"memoryBytes\": 5}", "cpuMillis")).isEqualTo(700);
    assertThat(
            limit(
                "{\"cpuMillis\": 700, \"sidecars\": null, \"initContainers\": null}", "cpuMillis"))
        .isEqualTo(700);
  }

  private long inSchema(AppSpec spec, String resource) {
    return limit(json.write(spec), resource);
  }

  private long request(String spec) {
    return db.system()
        .sql("select pod_request(cast(:spec as jsonb), 'cpuMillis')")
        .param("spec", spec)
        .query(Long.class)
        .single();
  }

  private long limit(String spec, String resource) {
    return db.system()
        .sql("select pod_limit(cast(:spec as jsonb), :resource)")
        .param("spec", spec)
        .param("resource", resource)
        .query(Long.class)
        .single();
  }
}
