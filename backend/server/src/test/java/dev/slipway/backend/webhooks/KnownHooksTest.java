package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.forges.Secrets;
import dev.slipway.backend.webhooks.WebhookService.Addressed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownHooksTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final KnownHooks hooks = new KnownHooks(() -> now);
  private final Addressed found = new Addressed(Nobody.at("a"), Secrets.nobody());

  @Test
  void whereFewComeEachOneIsLookedAt() {
    look(9);

    assertThat(hooks.justNow("github/a")).isNull();
  }

  @Test
  void whereManyComeNobodyLooksAgainForAMoment() {
    look(10);

    assertThat(hooks.justNow("github/a")).isSameAs(found);
    assertThat(hooks.justNow("github/b")).isNull();
  }

  @Test
  void afterTheMomentItIsLookedAtAgain() {
    look(10);
    now = now.plus(Duration.ofMillis(100));

    assertThat(hooks.justNow("github/a")).isNull();
    assertThat(hooks.lately("github/a")).isSameAs(found);
  }

  @Test
  void whatWasFoundASecondAgoDoesForNobody() {
    look(1);
    now = now.plus(Duration.ofSeconds(1));

    assertThat(hooks.lately("github/a")).isNull();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      Addressed _ = hooks.note("github/a", found);
    }
  }
}
