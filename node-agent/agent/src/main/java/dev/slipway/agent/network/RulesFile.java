package dev.slipway.agent.network;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.SortedMap;

/** The whole table as nft reads it; loading it replaces the old one at once. */
final class RulesFile {
  // Replaced in one transaction: there is no moment without rules.
  private static final String HEAD =
      """
      table ip slipway
      delete table ip slipway
      table ip slipway {
      """;

  private static final String SERVICES = "type ipv4_addr . inet_proto . inet_service : verdict";
  private static final String ENDPOINTS =
      "typeof ip daddr . tcp dport . numgen random mod 2 : ip daddr . tcp dport";

  // Before Docker's -100: the first chain that sets a mapping wins.
  private static final String NAT =
      """
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
      """;

  private RulesFile() {}

  static String whole(Rules rules, int ingressPort) {
    return HEAD
        + named("map svc", SERVICES, pairs(rules.services()))
        + named("map eps", ENDPOINTS, pairs(rules.endpoints()))
        + named("set hairpins", "type ipv4_addr . ipv4_addr", rules.hairpins())
        + named("set visible", "type ifname . ipv4_addr", rules.visible())
        + named("set bridges", "type ifname . ifname", rules.bridges())
        + named("set nodes", "type ipv4_addr", rules.nodes())
        + named("set elsewhere", "type ipv4_addr; flags interval", rules.elsewhere())
        + rules.slotCounts().stream()
            .map(n -> "  chain " + Rules.chain(n) + " {\n    " + pick(n) + "\n  }\n")
            .collect(joining())
        + NAT
        + Guard.chains(rules.serviceRange())
        + pods(rules.serviceRange(), ingressPort)
        + "}\n";
  }

  /** One chain for all services with so many slots: chains per service make loading quadratic. */
  static String pick(int slots) {
    return "dnat ip to ip daddr . tcp dport . numgen random mod " + slots + " map @eps";
  }

  static Collection<String> pairs(SortedMap<String, String> map) {
    return map.entrySet().stream().map(e -> e.getKey() + " : " + e.getValue()).toList();
  }

  /**
   * Nobody but its own environment begins a connection to a pod or knows a service of it; what this
   * node's own processes (the ingress, probes) begin does not pass here. A pod reaches of the node
   * itself names and the ingress only. Builds run on docker0, and they and pods never see a cloud's
   * metadata. Services are refused before their address is translated: a refusal after that goes
   * back from an address the client never asked. Pods on other nodes are reached through services
   * only, and that node takes them as coming from this one, whose rules it relies on.
   */
  private static String pods(Cidr serviceRange, int ingressPort) {
    return """
      chain svc_in {
        type filter hook prerouting priority -106; policy accept;
        ip daddr != %s accept
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
        tcp dport %d accept
        jump rej
      }
    """
        .formatted(serviceRange, ingressPort);
  }

  private static String named(String name, String type, Collection<String> elements) {
    String listed =
        elements.isEmpty()
            ? ""
            : elements.stream()
                .collect(joining(",\n      ", "    elements = {\n      ", "\n    }\n"));
    return "  " + name + " {\n    " + type + "\n" + listed + "  }\n";
  }
}
