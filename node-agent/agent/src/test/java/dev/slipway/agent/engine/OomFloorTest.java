package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OomFloorTest {
  @TempDir Path folder;

  @Test
  void whatWasTriedIsPutBack() throws Exception {
    Path own = folder.resolve("oom_score_adj");
    Files.writeString(own, "17\n");
    assertThat(OomFloor.of(own)).isEqualTo(-998);
    assertThat(Files.readString(own)).isEqualTo("17\n");
  }

  @Test
  void whereItIsDeniedNobodyGoesBelowZero() {
    assertThat(OomFloor.of(folder.resolve("denied"))).isZero();
    assertThat(new Policy(Tier.RESTRICTED, -998).notBelow(0).oomScoreAdj()).isZero();
    assertThat(new Policy(Tier.RESTRICTED, 938).notBelow(0).oomScoreAdj()).isEqualTo(938);
  }
}
