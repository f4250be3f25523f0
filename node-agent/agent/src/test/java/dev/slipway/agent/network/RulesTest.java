package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void podsOfPeersAreElsewhere() {
    assertThat(Desired.rules().elsewhere()).containsExactly("10.12.0.0/20");
  }

  @Test
  void allPodsAreElsewhereAlsoOnNodesThatAreNotToldOf() {
    Rules rules = Desired.rulesIn("10.0.0.0/12");
    assertThat(rules.elsewhere()).containsExactly("10.0.0.0/12");
    assertThat(rules.nodes()).containsExactly("10.77.0.12");
  }
}
