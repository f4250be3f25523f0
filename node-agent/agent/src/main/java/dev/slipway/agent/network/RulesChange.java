package dev.slipway.agent.network;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The difference of two sets of rules as an nft file: as long as the change, not as the table. */
final class RulesChange {
  private final StringBuilder file = new StringBuilder();

  private RulesChange() {}

  /** Empty when nothing differs. Both must have the same service range. */
  static String between(Rules from, Rules to) {
    var change = new RulesChange();
    // A chain that a service leaves stays: the next one with as many endpoints finds it.
    for (int slots : to.slotCounts()) {
      if (!from.slotCounts().contains(slots)) {
        change.chain(slots);
      }
    }
    change.map("svc", from.services(), to.services());
    change.map("eps", from.endpoints(), to.endpoints());
    change.set("hairpins", from.hairpins(), to.hairpins());
    change.set("visible", from.visible(), to.visible());
    change.set("bridges", from.bridges(), to.bridges());
    change.set("nodes", from.nodes(), to.nodes());
    change.set("elsewhere", from.elsewhere(), to.elsewhere());
    return change.file.toString();
  }

  private void chain(int slots) {
    String name = Rules.chain(slots);
    file.append("add chain ip slipway ").append(name).append('\n');
    file.append("flush chain ip slipway ").append(name).append('\n');
    file.append("add rule ip slipway ").append(name).append(' ');
    file.append(RulesFile.pick(slots)).append('\n');
  }

  private void map(String name, SortedMap<String, String> from, SortedMap<String, String> to) {
    var gone = new TreeMap<>(from);
    gone.entrySet().removeIf(e -> Objects.equals(to.get(e.getKey()), e.getValue()));
    var come = new TreeMap<>(to);
    come.entrySet().removeIf(e -> Objects.equals(from.get(e.getKey()), e.getValue()));
    elements("delete", name, gone.keySet());
    elements("add", name, RulesFile.pairs(come));
  }

  private void set(String name, SortedSet<String> from, SortedSet<String> to) {
    elements("delete", name, without(from, to));
    elements("add", name, without(to, from));
  }

  private static Set<String> without(SortedSet<String> all, SortedSet<String> some) {
    var rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private void elements(String verb, String name, Collection<String> elements) {
    if (!elements.isEmpty()) {
      file.append(verb).append(" element ip slipway ").append(name);
      file.append(" { ").append(String.join(", ", elements)).append(" }\n");
    }
  }
}
