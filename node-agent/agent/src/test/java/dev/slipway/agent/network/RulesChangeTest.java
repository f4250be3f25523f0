package dev.slipway.agent.network;

import static dev.slipway.agent.network.Desired.rules;
import static dev.slipway.agent.network.Desired.service;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesChangeTest {
  @Test
  void isEmptyWhenNothingChanges() {
    Rules rules = rules(service("10.96.0.10", "10.11.0.2"));
    assertThat(RulesChange.between(rules, rules(service("10.96.0.10", "10.11.0.2")))).isEmpty();
  }

  @Test
  void namesOnlyTheEndpointThatChanged() {
    Rules from =
        rules(service("10.96.0.10", "10.11.0.2", "10.11.0.3"), service("10.96.0.11", "10.11.0.9"));
    Rules to =
        rules(service("10.96.0.10", "10.11.0.2", "10.11.0.4"), service("10.96.0.11", "10.11.0.9"));
    assertThat(RulesChange.between(from, to))
        .isEqualTo(
            """
            delete element ip slipway eps { 10.96.0.10 . 80 . 1 }
            add element ip slipway eps { 10.96.0.10 . 80 . 1 : 10.11.0.4 . 8080 }
            delete element ip slipway hairpins { 10.11.0.3 . 10.11.0.3 }
            add element ip slipway hairpins { 10.11.0.4 . 10.11.0.4 }
            """);
  }

  @Test
  void makesTheChainBeforeAServiceGoesThere() {
    Rules from = rules(service("10.96.0.10", "10.11.0.2"));
    Rules to = rules(service("10.96.0.10", "10.11.0.2", "10.11.0.3"));
    assertThat(RulesChange.between(from, to))
        .isEqualTo(
            """
            add chain ip slipway pick2
            flush chain ip slipway pick2
            add rule ip slipway pick2 dnat ip to ip daddr . tcp dport . numgen random mod 2 map @eps
            delete element ip slipway svc { 10.96.0.10 . tcp . 80 }
            add element ip slipway svc { 10.96.0.10 . tcp . 80 : goto pick2 }
            add element ip slipway eps { 10.96.0.10 . 80 . 1 : 10.11.0.3 . 8080 }
            add element ip slipway hairpins { 10.11.0.3 . 10.11.0.3 }
            """);
  }

  @Test
  void leavesAServiceWithoutEndpointsToTheGuard() {
    Rules from = rules(service("10.96.0.10", "10.11.0.2"));
    assertThat(RulesChange.between(from, rules(service("10.96.0.10"))))
        .isEqualTo(
            """
            delete element ip slipway svc { 10.96.0.10 . tcp . 80 }
            delete element ip slipway eps { 10.96.0.10 . 80 . 0 }
            delete element ip slipway hairpins { 10.11.0.2 . 10.11.0.2 }
            """);
  }
}
