package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardTest {
  @Test
  void addsItsChainsAndLeavesTheRestOfTheTableAlone() {
    assertThat(Guard.file(new Cidr("10.96.0.0/16")))
        .isEqualTo(
            """
            add table ip slipway
            add chain ip slipway rej
            flush chain ip slipway rej
            add rule ip slipway rej meta l4proto tcp reject with tcp reset
            add rule ip slipway rej reject with icmp port-unreachable
            add chain ip slipway rej_fwd { type filter hook forward priority -5; policy accept; }
            flush chain ip slipway rej_fwd
            add rule ip slipway rej_fwd ip daddr 10.96.0.0/16 jump rej
            add chain ip slipway rej_out { type filter hook output priority -5; policy accept; }
            flush chain ip slipway rej_out
            add rule ip slipway rej_out ip daddr 10.96.0.0/16 jump rej
            """);
  }
}
