package dev.slipway.backend.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Hands every committed change, of this process and of others, to its subscribers. */
@Component
public class ChangeFeed {
  private final List<Consumer<List<Change>>> subscribers = new CopyOnWriteArrayList<>();

  /**
   * The consumer is called from the feed's thread, soon after commit, and must return at once.
   * Closing ends it.
   */
  public AutoCloseable subscribe(Consumer<List<Change>> consumer) {
    subscribers.add(consumer);
    return () -> subscribers.remove(consumer);
  }

  void publish(List<Change> changes) {
    subscribers.forEach(subscriber -> subscriber.accept(changes));
  }
}
