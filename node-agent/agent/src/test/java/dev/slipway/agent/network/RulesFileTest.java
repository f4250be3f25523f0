package dev.slipway.agent.network;

import static dev.slipway.agent.network.Desired.rules;
import static dev.slipway.agent.network.Desired.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RulesFileTest {
  @Test
  void isOneTableWithSharedChains() {
    Rules rules =
        rules(
            service("10.96.0.10", "10.11.0.3", "10.11.0.2"),
            service("10.96.0.11", "10.11.0.2"),
            service("10.96.0.12"));
    assertThat(RulesFile.whole(rules, 80))
        .isEqualTo(
            """
            table ip slipway
            delete table ip slipway
            table ip slipway {
              map svc {
                type ipv4_addr . inet_proto . inet_service : verdict
                elements = {
                  10.96.0.10 . tcp . 80 : goto pick2,
                  10.96.0.11 . tcp . 80 : goto pick1
                }
              }
              map eps {
                typeof ip daddr . tcp dport . numgen random mod 2 : ip daddr . tcp dport
                elements = {
                  10.96.0.10 . 80 . 0 : 10.11.0.2 . 8080,
                  10.96.0.10 . 80 . 1 : 10.11.0.3 . 8080,
                  10.96.0.11 . 80 . 0 : 10.11.0.2 . 8080
                }
              }
              set hairpins {
                type ipv4_addr . ipv4_addr
                elements = {
                  10.11.0.2 . 10.11.0.2,
                  10.11.0.3 . 10.11.0.3
                }
              }
              set visible {
                type ifname . ipv4_addr
                elements = {
                  "slpaabbccddeeff" . 10.96.0.10,
                  "slpaabbccddeeff" . 10.96.0.11,
                  "slpaabbccddeeff" . 10.96.0.12
                }
              }
              set bridges {
                type ifname . ifname
                elements = {
                  "slpaabbccddeeff" . "slpaabbccddeeff"
                }
              }
              set nodes {
                type ipv4_addr
                elements = {
                  10.77.0.12
                }
              }
              set elsewhere {
                type ipv4_addr; flags interval
                elements = {
                  10.12.0.0/20
                }
              }
              chain pick1 {
                dnat ip to ip daddr . tcp dport . numgen random mod 1 map @eps
              }
              chain pick2 {
                dnat ip to ip daddr . tcp dport . numgen random mod 2 map @eps
              }
              chain services {
                ip daddr . ip protocol . th dport vmap @svc
              }
              chain prerouting {
                type nat hook prerouting priority -105; policy accept;
                jump services
              }
              chain output {
                type nat hook output priority -105; policy accept;
                jump services
              }
              chain postrouting {
                type nat hook postrouting priority 95; policy accept;
                ct status dnat ip saddr . ip daddr @hairpins masquerade
              }
              chain rej {
                meta l4proto tcp reject with tcp reset
                reject with icmp port-unreachable
              }
              chain rej_fwd {
                type filter hook forward priority -5; policy accept;
                ip daddr 10.96.0.0/16 jump rej
              }
              chain rej_out {
                type filter hook output priority -5; policy accept;
                ip daddr 10.96.0.0/16 jump rej
              }
              chain svc_in {
                type filter hook prerouting priority -106; policy accept;
                ip daddr != 10.96.0.0/16 accept
                ct state established,related accept
                iifname . ip daddr != @visible jump rej
              }
              chain pods_fwd {
                type filter hook forward priority -5; policy accept;
                ct state established,related accept
                iifname { "docker0", "slp*" } ip daddr 169.254.0.0/16 jump rej
                iifname . oifname @bridges accept
                iifname "slp*" ip daddr @elsewhere ct status dnat accept
                iifname { "docker0", "slp*" } ip daddr @elsewhere jump rej
                ip saddr @nodes oifname "slp*" accept
                oifname "slp*" jump rej
              }
              chain pods_in {
                type filter hook input priority -5; policy accept;
                iifname != "slp*" accept
                ct state established,related accept
                meta l4proto { tcp, udp } th dport 53 accept
                tcp dport 80 accept
                jump rej
              }
            }
            """);
  }

  @Test
  void takesNothingThatIsNoAddress() {
    assertThatThrownBy(() -> rules(service("10.96.0.10 . tcp . 80 : accept }", "10.11.0.2")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rules(service("10.96.0.10", "10.11.0.256")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Cidr("10.96.0.0/33")).isInstanceOf(IllegalArgumentException.class);
  }
}
