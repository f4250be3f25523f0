package dev.slipway.backend.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.polling.Found.History;
import dev.slipway.backend.polling.Found.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoundTest {
  private static final Instant ASKED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant EARLIER = ASKED.minusSeconds(3600);
  private static final String HEAD = "b".repeat(40);

  @Test
  void aCommitNobodyToldOfIsDeployed() {
    assertThat(verdict("a".repeat(40), new History(EARLIER, true, false)))
        .isEqualTo(Verdict.DEPLOY);
  }

  @Test
  void whatAWebhookBroughtIsKnown() {
    assertThat(verdict("a".repeat(40), new History(EARLIER, true, true))).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void aBranchThatStandsStillBringsNothing() {
    assertThat(verdict(HEAD, new History(EARLIER, true, false))).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void anAppNobodyHasDeployedIsLeftAlone() {
    assertThat(verdict(null, new History(null, false, false))).isEqualTo(Verdict.NOTED);
  }

  @Test
  void whatWasMissedBeforeTheFirstLookIsDeployed() {
    assertThat(verdict(null, new History(EARLIER, true, false))).isEqualTo(Verdict.DEPLOY);
  }

  @Test
  void atTheFirstLookATagChosenByHandStays() {
    assertThat(verdict(null, new History(EARLIER, false, false))).isEqualTo(Verdict.NOTED);
  }

  @Test
  void anAnswerOlderThanTheNewestDeploymentCountsForNothing() {
    assertThat(verdict("a".repeat(40), new History(ASKED.plusSeconds(1), true, false)))
        .isEqualTo(Verdict.OVERTAKEN);
  }

  private static Verdict verdict(@Nullable String before, History history) {
    return new Found(HEAD, ASKED, before, history).verdict();
  }
}
