package dev.slipway.backend.webhooks;

import dev.slipway.backend.kernel.CrashPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps deliveries for later, all that came while others were written in one transaction (group
 * commit): whoever comes first writes for those behind. So a flood costs a commit for each batch
 * rather than for each delivery.
 */
@Component
class WaitingBatches {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingBatches.class);
  private static final int MOST_AT_ONCE = 200;

  private final WebhookInbox inbox;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final Queue<Entry> gathered = new ArrayDeque<>();

  WaitingBatches(WebhookInbox inbox) {
    this.inbox = inbox;
  }

  /** Read by whoever wrote it, and by the one who waits for it under the same lock. */
  private static final class Entry {
    private final Arrived arrived;
    private @Nullable Delivery kept;
    private @Nullable RuntimeException failed;

    private Entry(Arrived arrived) {
      this.arrived = arrived;
    }

    private boolean isOpen() {
      return kept == null && failed == null;
    }
  }

  /** Returns when it is safe; then it is dealt with, whatever happens. */
  Delivery keep(Arrived arrived) {
    var mine = new Entry(arrived);
    synchronized (gathered) {
      gathered.add(mine);
    }
    writing.lock();
    try {
      while (mine.isOpen()) {
        write(next());
      }
    } finally {
      writing.unlock();
    }
    if (mine.failed != null) {
      throw mine.failed;
    }
    Delivery kept = Objects.requireNonNull(mine.kept);
    CrashPoint.here("webhook.kept");
    return kept;
  }

  private List<Entry> next() {
    var batch = new ArrayList<Entry>();
    synchronized (gathered) {
      while (batch.size() < MOST_AT_ONCE && !gathered.isEmpty()) {
        batch.add(gathered.remove());
      }
    }
    return batch;
  }

  private void write(List<Entry> batch) {
    try {
      List<Delivery> kept = inbox.keepForLater(batch.stream().map(entry -> entry.arrived).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).kept = kept.get(i);
      }
    } catch (RuntimeException e) {
      apart(batch, e);
    } catch (Error e) {
      // Else those who wait would wait for somebody who is gone.
      batch.forEach(entry -> entry.failed = new IllegalStateException(e));
      throw e;
    }
  }

  /** One of them may spoil it for all. */
  private void apart(List<Entry> batch, RuntimeException e) {
    if (batch.size() == 1) {
      batch.getFirst().failed = e;
    } else {
      LOG.warn("{} deliveries cannot be kept together: one by one", batch.size(), e);
      batch.forEach(entry -> write(List.of(entry)));
    }
  }
}
