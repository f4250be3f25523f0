package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTest {
  private static final NodeSet SET = new NodeSet(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  private final Told told = new Told();

  @Test
  void actsOnNoPictureBeforeItHasSaidSo() {
    told.isSoUpTo(90);
    told.told(SET, 1);
    told.isSoUpTo(100);
    assertThat(told.actsOn()).isNull();
    assertThat(told.acknowledge(1)).isTrue();
    assertThat(told.actsOn()).isEqualTo(100);
  }

  @Test
  void actsOnTheNewestPictureInWhichWhatItAcknowledgedIsSo() {
    told.told(SET, 1);
    told.isSoUpTo(100);
    told.isSoUpTo(110);
    told.told(SET, 2);
    told.isSoUpTo(120);
    told.acknowledge(1);
    assertThat(told.actsOn()).isEqualTo(110);
    told.acknowledge(2);
    told.isSoUpTo(130);
    assertThat(told.actsOn()).isEqualTo(130);
  }

  @Test
  void doesNotBelieveAGenerationItWasNeverTold() {
    told.told(SET, 1);
    assertThat(told.acknowledge(2)).isFalse();
  }
}
