package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.disk.DiskSpace;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
  @Test
  void refusesWhenTheDiskIsNearlyFull() {
    DiskGuard.check(new DiskSpace(100, 16), 85);
    assertThatThrownBy(() -> DiskGuard.check(new DiskSpace(100, 15), 85))
        .hasMessageContaining("85 % full");
  }
}
