package dev.slipway.agent.pods;

import static java.util.Comparator.comparingInt;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A pod's containers beside the app, in the order of their start: sidecars that init containers may
 * use, init containers, the other sidecars.
 */
final class PodCompanions {
  private final List<CompanionEntry> entries = new ArrayList<>();
  private final Function<String, PodMemory> remembered;

  /**
   * @param remembered of one, by its name
   */
  PodCompanions(Function<String, PodMemory> remembered) {
    this.remembered = remembered;
  }

  /** A pod never changes what it is made of. */
  void follow(Pod pod) {
    boolean known = entries.stream().anyMatch(entry -> entry.told != null);
    if (known || pod.getInitContainersCount() + pod.getSidecarsCount() == 0) {
      return;
    }
    List<CompanionEntry> seen = List.copyOf(entries);
    entries.clear();
    pod.getSidecarsList().stream().filter(Companion::getBeforeInit).forEach(one -> add(one, false));
    pod.getInitContainersList().forEach(one -> add(one, true));
    pod.getSidecarsList().stream()
        .filter(one -> !one.getBeforeInit())
        .forEach(one -> add(one, false));
    seen.forEach(before ->
        find(before.name)
            .ifPresentOrElse(
                entry -> entry.container = before.container, () -> entries.add(before)));
  }

  private void add(Companion told, boolean init) {
    String name = told.getName();
    entries.add(new CompanionEntry(name, init, entries.size(), told, remembered.apply(name)));
  }

  /** These are there, and no others. */
  void see(List<Container> containers) {
    entries.forEach(entry -> entry.container = null);
    for (Container container : containers) {
      String name = container.labels().getOrDefault(Labels.CONTAINER, "");
      find(name).orElseGet(() -> stranger(name, container)).container = container;
    }
    entries.sort(comparingInt(entry -> entry.order));
  }

  /** Of a pod nobody told us of. */
  private CompanionEntry stranger(String name, Container container) {
    boolean init = CompanionContainers.INIT.equals(container.labels().get(Labels.ROLE));
    int order = CompanionContainers.order(container);
    var entry = new CompanionEntry(name, init, order, null, remembered.apply(name));
    entries.add(entry);
    return entry;
  }

  List<CompanionEntry> all() {
    return entries;
  }

  Optional<CompanionEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name.equals(name)).findFirst();
  }

  List<CompanionView> views() {
    return entries.stream().map(CompanionEntry::view).toList();
  }

  void stopProbing() {
    entries.forEach(CompanionEntry::stopProbing);
  }

  /** Nothing is left of them. */
  void forget() {
    stopProbing();
    entries.removeIf(entry -> entry.told == null);
    entries.forEach(entry -> {
      entry.memory = PodMemory.NEW;
      entry.container = null;
    });
  }
}
