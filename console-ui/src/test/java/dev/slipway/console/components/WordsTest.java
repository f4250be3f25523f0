package dev.slipway.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.dependency.JavaScript;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void agesAreSaidInTheLargestUnit() {
    assertThat(RelativeTime.words(NOW.minusSeconds(2), NOW)).isEqualTo("just now");
    assertThat(RelativeTime.words(NOW.minusSeconds(61), NOW)).isEqualTo("1 minute ago");
    assertThat(RelativeTime.words(NOW.minusSeconds(7200), NOW)).isEqualTo("2 hours ago");
    assertThat(RelativeTime.words(NOW.plusSeconds(86_400 * 3), NOW)).isEqualTo("in 3 days");
  }

  @Test
  void theScriptThatLetsAgesGoOnIsWhereTheyLookForIt() {
    String script = RelativeTime.class.getAnnotation(JavaScript.class).value();
    assertThat(getClass().getResource(script.replace("context://", "/META-INF/resources/")))
        .isNotNull();
  }

  @Test
  void spansHaveTwoUnitsAtMost() {
    assertThat(RelativeTime.span(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(RelativeTime.span(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    assertThat(RelativeTime.span(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
  }

  @Test
  void bytesAndCoresCarryTheirUnit() {
    assertThat(Sizes.bytes(512)).isEqualTo("512 B");
    assertThat(Sizes.bytes(512L << 20)).isEqualTo("512 MiB");
    assertThat(Sizes.bytes(1536L << 20)).isEqualTo("1.5 GiB");
    assertThat(Sizes.cores(1000)).isEqualTo("1 core");
    assertThat(Sizes.cores(250)).isEqualTo("0.25 cores");
    assertThat(Sizes.cores(430, 1000)).isEqualTo("0.43 of 1 core");
    assertThat(Sizes.cores(3, 200)).isEqualTo("0.003 of 0.2 cores");
  }

  @Test
  void longNamesAreCutInTheMiddle() {
    assertThat(Sizes.middle("slp-web-3-abcdef", 20)).isEqualTo("slp-web-3-abcdef");
    assertThat(Sizes.middle("0123456789abcdef", 8))
        .hasSize(8)
        .startsWith("012")
        .endsWith("cdef")
        .contains("…");
  }

  @Test
  void controlSequencesAreTakenOutOfLogLines() {
    assertThat(LogLines.clean("\u001b[31mred\u001b[0m \u001b]0;title\u0007plain\u0008"))
        .isEqualTo("red plain");
  }
}
