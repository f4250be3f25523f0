package dev.slipway.agent.network;

/**
 * Rules that stand before anything else does: an address of the service range that nobody answers
 * is refused here instead of leaving by the default route.
 */
final class Guard {
  private Guard() {}

  /** Adds the chains or replaces their rules; the rest of the table stays as it is. */
  static String file(Cidr serviceRange) {
    var file = new StringBuilder("add table ip slipway\n");
    // A chain must exist before a rule of the same file names it.
    chain(file, "rej", "");
    rule(file, "rej", "meta l4proto tcp reject with tcp reset");
    rule(file, "rej", "reject with icmp port-unreachable");
    for (String hook : new String[] {"forward", "output"}) {
      String name = hook.equals("forward") ? "rej_fwd" : "rej_out";
      chain(file, name, " { type filter hook " + hook + " priority -5; policy accept; }");
      rule(file, name, "ip daddr " + serviceRange + " jump rej");
    }
    return file.toString();
  }

  /** The same as part of the whole table. */
  static String chains(Cidr serviceRange) {
    return """
      chain rej {
        meta l4proto tcp reject with tcp reset
        reject with icmp port-unreachable
      }
      chain rej_fwd {
        type filter hook forward priority -5; policy accept;
        ip daddr %1$s jump rej
      }
      chain rej_out {
        type filter hook output priority -5; policy accept;
        ip daddr %1$s jump rej
      }
    """
        .formatted(serviceRange);
  }

  private static void chain(StringBuilder file, String name, String hook) {
    file.append("add chain ip slipway ").append(name).append(hook).append('\n');
    file.append("flush chain ip slipway ").append(name).append('\n');
  }

  private static void rule(StringBuilder file, String chain, String rule) {
    file.append("add rule ip slipway ").append(chain).append(' ').append(rule).append('\n');
  }
}
