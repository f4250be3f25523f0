package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.FakeEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparesTest {
  private final FakeEngine engine = new FakeEngine();
  private volatile int wanted = 3;
  private Spares spares = spares();
  private Thread thread = Thread.ofVirtual().start(() -> {});

  private Spares spares() {
    return new Spares(engine, engine, engine, () -> wanted, new Ticker());
  }

  private void run() {
    thread = Thread.ofVirtual().start(spares::run);
  }

  @AfterEach
  void end() throws InterruptedException {
    thread.interrupt();
    assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void areMadeWithoutAnythingOfAnybodyInThem() {
    run();
    await(() -> engine.spares().size() == 3);
    assertThat(engine.spares()).allMatch(Container::running);
    assertThat(engine.spares())
        .allSatisfy(spare -> {
          assertThat(spare.labels()).hasSize(2);
          assertThat(engine.spec(spare.name()).environment()).isEmpty();
          assertThat(engine.spec(spare.name()).mounts()).isEmpty();
        });
    assertThat(engine.containers()).isEmpty();
  }

  @Test
  void oneThatIsTakenIsReplaced() {
    run();
    await(() -> engine.spares().size() == 3);
    assertThat(spares.take("slp-web-1-a")).isTrue();
    assertThat(engine.containers()).extracting(Container::name).containsExactly("slp-web-1-a");
    await(() -> engine.spares().size() == 3);
  }

  @Test
  void noneIsTakenTwiceHoweverManyWantThem() throws Exception {
    wanted = 20;
    run();
    await(() -> engine.spares().size() == 20);
    end();
    var second = spares();
    second.look();
    var names = new ConcurrentLinkedQueue<String>();
    List<Thread> takers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String name = "slp-web-1-" + i;
      Spares from = i % 2 == 0 ? spares : second;
      takers.add(
          Thread.ofVirtual()
              .start(() -> {
                if (from.take(name)) {
                  names.add(name);
                }
              }));
    }
    for (Thread taker : takers) {
      taker.join();
    }
    assertThat(names).doesNotHaveDuplicates().hasSize(20);
    assertThat(engine.containers()).extracting(Container::name).containsAll(names).hasSize(20);
    assertThat(engine.spares()).isEmpty();
  }

  @Test
  void areFoundAgainByTheNextAgent() throws Exception {
    run();
    await(() -> engine.spares().size() == 3);
    List<String> before = engine.spares().stream().map(Container::id).toList();
    end();
    spares = spares();
    spares.look();
    assertThat(spares.take("slp-web-1-a")).isTrue();
    assertThat(before).contains(engine.container("slp-web-1-a").orElseThrow().id());
  }

  @Test
  void thoseThatEndedAndThoseTooManyAreTakenAway() {
    run();
    await(() -> engine.spares().size() == 3);
    engine.end(engine.spares().getFirst().name(), 137, false);
    wanted = 1;
    spares.look();
    assertThat(engine.spares()).hasSize(1).allMatch(Container::running);
  }

  @Test
  void aSmallMachineKeepsNoneAndALargeOneNotWithoutEnd() {
    assertThat(Spares.usual(900L << 20)).isZero();
    assertThat(Spares.usual(2L << 30)).isEqualTo(4);
    assertThat(Spares.usual(512L << 30)).isEqualTo(32);
  }
}
