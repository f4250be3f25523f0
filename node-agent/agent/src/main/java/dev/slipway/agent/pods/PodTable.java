package dev.slipway.agent.pods;

import dev.slipway.protocol.PodStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All pods the reconciler knows of, and what has to be remembered of them. */
final class PodTable {
  private final Map<String, PodEntry> entries = new LinkedHashMap<>();
  private final Map<String, PodMemory> memories = new HashMap<>();
  private final MemoryStore store;
  private boolean unsaved;

  PodTable(MemoryStore store) {
    this.store = store;
  }

  void load() {
    memories.putAll(store.load());
  }

  /** Those there are now; may be changed while they are walked. */
  List<PodEntry> all() {
    return List.copyOf(entries.values());
  }

  Optional<PodEntry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** The id of the pod of that name, empty when none is known. */
  String named(String name) {
    return entries.values().stream()
        .filter(entry -> entry.pod != null && entry.pod.getName().equals(name))
        .map(entry -> entry.id)
        .findFirst()
        .orElse("");
  }

  PodEntry entry(String id) {
    return entries.computeIfAbsent(
        id,
        _ ->
            new PodEntry(
                id,
                memories.getOrDefault(id, PodMemory.NEW),
                name -> memories.getOrDefault(key(id, name), PodMemory.NEW)));
  }

  void addAll(Collection<String> ids) {
    ids.forEach(this::entry);
  }

  void remember(PodEntry entry, PodMemory memory) {
    if (!memory.equals(entry.memory)) {
      entry.memory = memory;
      memories.put(entry.id, memory);
      unsaved = true;
    }
  }

  void remember(PodEntry entry, CompanionEntry companion, PodMemory memory) {
    if (!memory.equals(companion.memory)) {
      companion.memory = memory;
      memories.put(key(entry.id, companion.name), memory);
      unsaved = true;
    }
  }

  /** Ids have no slash. */
  private static String key(String id, String companion) {
    return id + "/" + companion;
  }

  private static String podOf(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /** Nothing is left of it; it stays known as gone for as long as it is told of. */
  void forget(PodEntry entry) {
    entry.stopProbing();
    entry.companions.forget();
    entry.memory = PodMemory.NEW;
    entry.gone = true;
    memories.keySet().removeIf(key -> podOf(key).equals(entry.id));
    unsaved = true;
    if (!entry.wanted) {
      entries.remove(entry.id);
    }
  }

  void stopProbing() {
    for (PodEntry entry : entries.values()) {
      entry.stopProbing();
      entry.companions.stopProbing();
    }
  }

  void drop(PodEntry entry) {
    entries.remove(entry.id);
  }

  /** What is remembered of pods that are neither here nor wanted is of no use. */
  void tidy() {
    Set<String> known = entries.keySet();
    unsaved |= memories.keySet().removeIf(key -> !known.contains(podOf(key)));
  }

  void save() {
    if (unsaved) {
      store.save(memories);
      unsaved = false;
    }
  }

  Map<String, PodStatus> statuses(boolean seen) {
    var all = new LinkedHashMap<String, PodStatus>();
    for (PodEntry entry : entries.values()) {
      if (!entry.gone) {
        all.put(entry.id, entry.status(seen));
      }
    }
    return all;
  }
}
