package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BridgeTest {
  @Test
  void isNamedByTheRandomEndOfTheEnvironmentsId() {
    Bridge bridge = Bridge.of("0193a1b2-c3d4-7e5f-8a6b-aabbccddeeff");
    assertThat(bridge).isEqualTo(new Bridge("slp-aabbccddeeff", "slpaabbccddeeff"));
    assertThat(bridge.device()).hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void takesNothingButAnId() {
    assertThatThrownBy(() -> Bridge.of("x\" accept #"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
