package dev.slipway.backend.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands every committed change, of this process and of others, to its subscribers. */
@Component
public class ChangeFeed {
  private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

  private final List<Consumer<List<Change>>> subscribers = new CopyOnWriteArrayList<>();
  private volatile long horizon;

  /**
   * The consumer is called from the feed's thread, soon after commit, and must return at once.
   * Closing ends it.
   */
  public AutoCloseable subscribe(Consumer<List<Change>> consumer) {
    subscribers.add(consumer);
    return () -> subscribers.remove(consumer);
  }

  /**
   * For a subscriber while it is called: with this call it has every change of all transactions
   * with smaller numbers.
   */
  public long horizon() {
    return horizon;
  }

  void publish(List<Change> changes, long until) {
    horizon = until;
    for (var subscriber : subscribers) {
      try {
        subscriber.accept(changes);
      } catch (RuntimeException e) {
        // One subscriber's mistake is not the others' silence.
        log.error("A subscriber of the change feed failed", e);
      }
    }
  }
}
