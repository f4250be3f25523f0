package dev.slipway.agent.disk;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.StoredImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLeasesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final StoredImage IMAGE =
      new StoredImage("sha256:1", List.of("busybox:1", "busybox@sha256:2"), 1, 1, Instant.EPOCH);

  @TempDir Path state;
  private ImageLeases leases;

  @BeforeEach
  void open() {
    leases = new ImageLeases(state, () -> NOW);
  }

  @Test
  void whatIsHeldStaysUnderWhateverName() throws Exception {
    try (var _ = leases.hold(List.of("docker.io/library/busybox:1@sha256:2"));
        var _ = leases.hold(List.of("busybox:1"))) {
      assertThat(remove()).isFalse();
    }
    assertThat(remove()).isTrue();
  }

  private boolean remove() {
    return leases.remove(IMAGE, () -> true, () -> {});
  }

  @Test
  void whoeverWantsWhatIsOnItsWayOutWaits() throws Exception {
    var removing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Thread remover =
        Thread.ofVirtual()
            .start(() ->
                leases.remove(
                    IMAGE,
                    () -> true,
                    () -> {
                      removing.countDown();
                      hold(goOn);
                    }));
    removing.await();
    var held = new CountDownLatch(1);
    Thread user =
        Thread.ofVirtual()
            .start(() -> {
              try (var _ = leases.hold(List.of("busybox:1"))) {
                held.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await(() -> user.getState() == Thread.State.WAITING);
    try (var _ = leases.hold(List.of("another:1"))) {
      assertThat(held.getCount()).isEqualTo(1);
    }
    goOn.countDown();
    held.await();
    remover.join();
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nothingGoesThatIsNeededAtTheLastMoment() {
    assertThat(
            leases.remove(
                IMAGE,
                () -> false,
                () -> {
                  throw new AssertionError();
                }))
        .isFalse();
    assertThat(remove()).isTrue();
  }

  @Test
  void useIsRememberedByTheNextAgent() throws Exception {
    leases.hold(List.of("busybox:1")).close();
    leases.hold(List.of("gone:1")).close();
    leases.journal().save(List.of(IMAGE), NOW.plusSeconds(1));
    var next = new ImageLeases(state, () -> NOW).journal();
    assertThat(next.lastUse(IMAGE)).hasValue(NOW);
    var gone = new StoredImage("sha256:3", List.of("gone:1"), 1, 1, Instant.EPOCH);
    assertThat(next.lastUse(gone)).isEmpty();
  }
}
