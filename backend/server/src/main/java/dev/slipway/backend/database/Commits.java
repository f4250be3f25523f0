package dev.slipway.backend.database;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/**
 * Tells who listens that something was committed, here or by another replica: a hint to look,
 * without content.
 */
@Component
public class Commits {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> neighbours = new CopyOnWriteArrayList<>();

  /** The listener must return at once. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Called for what this process commits, not for what it hears of. */
  void listenHere(Runnable neighbour) {
    neighbours.add(neighbour);
  }

  void happened() {
    listeners.forEach(Runnable::run);
    neighbours.forEach(Runnable::run);
  }

  void happenedElsewhere() {
    listeners.forEach(Runnable::run);
  }
}
