package dev.slipway.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.DiskRules;
import org.junit.jupiter.api.Test;

class ToldDiskRulesTest {
  private static final DiskRules FIRST = DiskRules.newBuilder().addKeptImages("a").build();
  private static final DiskRules SECOND = DiskRules.newBuilder().addKeptImages("b").build();

  @Test
  void theyHoldUntilOthersAreTold() {
    var state =
        DesiredState.of(
            DesiredSet.newBuilder().setEpoch(1).setGeneration(1).setDisk(FIRST).build());
    assertThat(state.toSet().getDisk()).isEqualTo(FIRST);
    var delta = DesiredDelta.newBuilder().setEpoch(1).setAppliesTo(1).setGeneration(2);
    assertThat(disk(state.accept(delta.build()))).isEqualTo(FIRST);
    assertThat(disk(state.accept(delta.setDisk(SECOND).build()))).isEqualTo(SECOND);
  }

  private static DiskRules disk(DesiredState.Outcome outcome) {
    return ((DesiredState.Accepted) outcome).state().disk();
  }
}
