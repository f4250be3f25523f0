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

  PodEntry entry(String id) {
    return entries.computeIfAbsent(
        id, _ -> new PodEntry(id, memories.getOrDefault(id, PodMemory.NEW)));
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

  /** Nothing is left of it; it stays known as gone for as long as it is told of. */
  void forget(PodEntry entry) {
    entry.stopProbing();
    entry.memory = PodMemory.NEW;
    entry.gone = true;
    memories.remove(entry.id);
    unsaved = true;
    if (!entry.wanted) {
      entries.remove(entry.id);
    }
  }

  void drop(PodEntry entry) {
    entries.remove(entry.id);
  }

  /** What is remembered of pods that are neither here nor wanted is of no use. */
  void tidy() {
    Set<String> known = entries.keySet();
    unsaved |= memories.keySet().retainAll(known);
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
