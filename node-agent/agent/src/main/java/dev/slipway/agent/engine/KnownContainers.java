package dev.slipway.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the engine said of each container. A list of all says little of each, and asking for each
 * every time is most of what an idle node costs; so one is asked for again only when the list says
 * otherwise, when it has changed since, or after a while.
 */
final class KnownContainers {
  /** In case the engine did not tell of a change. */
  private static final Duration TRUSTED = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<String, Known> all = new ConcurrentHashMap<>();
  private long changes;

  KnownContainers(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A container in the engine's list of all.
   *
   * @param state the engine's word, such as running
   */
  record Listed(String id, String name, String state) {}

  private record Known(Listed listed, Container container, Instant at) {}

  /** That container is not what it was. */
  synchronized void changed(String id) {
    changes++;
    all.remove(id);
  }

  /** Nobody has told of changes for a while. */
  synchronized void forget() {
    changes++;
    all.clear();
  }

  /**
   * Those of the list that are still there.
   *
   * @param ask for one by its id
   */
  List<Container> of(List<Listed> list, Function<String, Optional<Container>> ask) {
    long before = changes();
    Instant now = clock.instant();
    var fresh = new HashMap<String, Known>();
    var found = new ArrayList<Container>();
    for (Listed listed : list) {
      Known known = all.get(listed.id());
      if (known != null
          && known.listed().equals(listed)
          && now.isBefore(known.at().plus(TRUSTED))) {
        found.add(known.container());
        continue;
      }
      Optional<Container> asked = ask.apply(listed.id());
      asked.ifPresent(container -> {
        found.add(container);
        fresh.put(listed.id(), new Known(listed, container, now));
      });
    }
    keep(fresh, before);
    return found;
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized void keep(Map<String, Known> fresh, long before) {
    // What changed meanwhile may have been asked for before it did.
    if (changes == before) {
      all.putAll(fresh);
    }
  }

  /** These are all there are. */
  void keepOnly(List<Listed> list) {
    all.keySet().retainAll(list.stream().map(Listed::id).collect(Collectors.toSet()));
  }
}
