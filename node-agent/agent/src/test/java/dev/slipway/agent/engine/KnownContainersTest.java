package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownContainersTest {
  private static final KnownContainers.Listed RUNS =
      new KnownContainers.Listed("1", "slp-web-app", "running");

  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final KnownContainers known = new KnownContainers(() -> now);
  private final List<String> asked = new ArrayList<>();

  private Optional<Container> ask(String id) {
    asked.add(id);
    return Optional.of(
        new Container(
            id,
            "slp-web-app",
            "image",
            Map.of(),
            "SIGTERM",
            new Container.Running(now, asked.size())));
  }

  private List<Container> see(KnownContainers.Listed... list) {
    return known.of(List.of(list), this::ask);
  }

  @Test
  void whatIsAsItWasIsNotAskedForAgain() {
    List<Container> first = see(RUNS);

    assertThat(see(RUNS)).isEqualTo(first);
    assertThat(asked).containsExactly("1");
  }

  @Test
  void whatTheListTellsOtherwiseIsAskedForAgain() {
    see(RUNS);
    see(new KnownContainers.Listed("1", "slp-web-app", "exited"));
    see(new KnownContainers.Listed("1", "slp-other", "exited"));

    assertThat(asked).hasSize(3);
  }

  @Test
  void whatHasChangedIsAskedForAgainThoughTheListTellsTheSame() {
    see(RUNS);
    known.changed("1");

    assertThat(see(RUNS).getFirst().state()).isEqualTo(new Container.Running(now, 2));
  }

  @Test
  void whatChangesWhileItIsAskedForIsNotKept() {
    known.of(
        List.of(RUNS),
        id -> {
          Optional<Container> before = ask(id);
          known.changed(id);
          return before;
        });
    see(RUNS);

    assertThat(asked).hasSize(2);
  }

  @Test
  void nothingIsTrustedForeverNorAfterNobodyTold() {
    see(RUNS);
    now = now.plus(Duration.ofMinutes(5));
    see(RUNS);
    known.forget();
    see(RUNS);

    assertThat(asked).hasSize(3);
  }

  @Test
  void whatIsGoneIsForgotten() {
    see(RUNS);
    known.keepOnly(List.of());
    see(RUNS);

    assertThat(asked).hasSize(2);
  }

  @Test
  void whatWentAwayMeanwhileIsNotThere() {
    assertThat(known.of(List.of(RUNS), _ -> Optional.empty())).isEmpty();
  }
}
