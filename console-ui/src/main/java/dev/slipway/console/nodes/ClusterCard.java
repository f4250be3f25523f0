package dev.slipway.console.nodes;

import dev.slipway.api.nodes.ClusterView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.PhaseWords;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole installation. */
class ClusterCard extends Card {
  private Facts facts = new Facts();

  ClusterCard() {
    super("Cluster");
    add(facts);
  }

  void show(ClusterView cluster) {
    var now = new Facts().wide();
    now.add("Version", cluster.version());
    now.add("This replica started", new RelativeTime(cluster.startedAt()));
    now.add("Leader", cluster.leader());
    now.add("Nodes", counts(cluster.nodes(), NodeBadges::word));
    now.add("Pods", counts(cluster.pods(), PhaseWords::of));
    now.add("CPU booked", Sizes.cores((int) cluster.cpuMillisBooked(), (int) cluster.cpuMillis()));
    now.add(
        "Memory booked",
        Sizes.bytes(cluster.memoryBytesBooked()) + " of " + Sizes.bytes(cluster.memoryBytes()));
    now.add("Console and API", cluster.consoleAddress());
    now.add("Agents call", cluster.agentAddress());
    now.add("Registry", cluster.registryAddress());
    now.add("Apps under", cluster.appsAddress());
    now.add("Pod addresses", cluster.podCidr());
    now.add("Service addresses", cluster.serviceCidr());
    now.add("Database", cluster.database() + ", " + Sizes.bytes(cluster.databaseBytes()));
    replace(facts, now);
    facts = now;
  }

  private static <K> String counts(Map<K, Integer> counts, Function<K, String> word) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(one -> one.getValue() + " " + word.apply(one.getKey()).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
