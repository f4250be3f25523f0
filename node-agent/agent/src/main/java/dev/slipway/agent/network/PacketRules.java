package dev.slipway.agent.network;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the packet filter's table what the desired set says. Used by one thread at a time. */
final class PacketRules {
  private static final Logger log = LoggerFactory.getLogger(PacketRules.class);

  private final Nft nft;
  private final int ingressPort;

  /** What is loaded, as far as we know; null: the next load is a whole one. */
  private @Nullable Rules loaded;

  PacketRules(Nft nft, int ingressPort) {
    this.nft = nft;
    this.ingressPort = ingressPort;
  }

  void guard(Cidr serviceRange) throws InterruptedException {
    nft.load(Guard.file(serviceRange));
  }

  void apply(Rules rules) throws InterruptedException {
    if (loaded == null || !loaded.serviceRange().equals(rules.serviceRange())) {
      replace(rules);
      return;
    }
    String change = RulesChange.between(loaded, rules);
    if (change.isEmpty()) {
      return;
    }
    try {
      nft.load(change);
      loaded = rules;
    } catch (NetworkFailed e) {
      log.warn("The rules were not what we left: they are loaded anew. {}", e.getMessage());
      replace(rules);
    }
  }

  /** Loads everything again when the table is gone, as after a flush of the machine's rules. */
  void look() throws InterruptedException {
    if (loaded != null && !nft.stands()) {
      log.warn("The packet rules were removed by somebody: they are loaded anew.");
      replace(loaded);
    }
  }

  private void replace(Rules rules) throws InterruptedException {
    loaded = null;
    nft.load(RulesFile.whole(rules, ingressPort));
    loaded = rules;
  }
}
