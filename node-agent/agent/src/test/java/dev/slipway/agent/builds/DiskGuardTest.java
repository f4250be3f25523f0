package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DiskGuardTest {
  @Test
  void refusesWhenTheDiskIsNearlyFull() {
    DiskGuard.check(100, 16);
    assertThatThrownBy(() -> DiskGuard.check(100, 15)).hasMessageContaining("85 % full");
  }
}
