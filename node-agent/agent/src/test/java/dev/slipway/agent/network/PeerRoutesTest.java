package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerRoutesTest {
  @Test
  void onlyWhatDiffersIsToldToTheMachine() {
    assertThat(
            PeerRoutes.steps(
                Map.of(
                    "10.64.0.0/20", "10.77.0.11",
                    "10.64.16.0/20", "10.77.0.12",
                    "10.64.32.0/20", "10.77.0.13"),
                Map.of("10.64.0.0/20", "10.77.0.11", "10.64.16.0/20", "10.77.0.22")))
        .containsExactly(
            List.of("ip", "route", "del", "10.64.32.0/20", "proto", "87"),
            List.of("ip", "route", "replace", "10.64.16.0/20", "via", "10.77.0.22", "proto", "87"));
  }

  @Test
  void readsTheMachinesTable() {
    assertThat(
            PeerRoutes.read(
                "10.64.0.0/20 via 10.77.0.11 dev eth0 \n10.64.16.0/20 via 10.77.0.12 dev eth0 \n"))
        .isEqualTo(Map.of("10.64.0.0/20", "10.77.0.11", "10.64.16.0/20", "10.77.0.12"));
  }
}
