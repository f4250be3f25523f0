package dev.slipway.backend.database;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Tells who listens that this process has committed something: a hint to look, without content. */
@Component
public class Commits {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** The listener must return at once. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  void happened() {
    listeners.forEach(Runnable::run);
  }
}
