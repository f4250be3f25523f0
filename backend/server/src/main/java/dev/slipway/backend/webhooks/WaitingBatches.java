package dev.slipway.backend.webhooks;

import dev.slipway.backend.webhooks.Contents.Packed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
    private final Received received;
    private final Packed packed;
    private @Nullable Delivery kept;
    private @Nullable RuntimeException failed;

    private Entry(Received received, Packed packed) {
      this.received = received;
      this.packed = packed;
    }

    private boolean isOpen() {
      return kept == null && failed == null;
    }
  }

  /** Returns when it is safe; then it is dealt with, whatever happens. */
  Delivery keep(Received received, Packed packed) {
    var mine = new Entry(received, packed);
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
    return Objects.requireNonNull(mine.kept);
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
    List<@Nullable Delivery> kept = together(batch);
    for (int i = 0; i < batch.size(); i++) {
      Entry entry = batch.get(i);
      entry.kept = kept.get(i);
      if (entry.isOpen()) {
        alone(entry);
      }
    }
  }

  /** Null for what has to be looked at alone: it failed before, or one of them spoils all. */
  private List<@Nullable Delivery> together(List<Entry> batch) {
    try {
      return inbox.keepAll(
          batch.stream()
              .map(entry -> new WebhookInbox.ForLater(entry.received, entry.packed))
              .toList());
    } catch (RuntimeException e) {
      LOG.warn(
          "{} deliveries are kept one by one, since together they could not be", batch.size(), e);
      return Collections.nCopies(batch.size(), null);
    }
  }

  private void alone(Entry entry) {
    try {
      entry.kept = inbox.keepForLater(entry.received, entry.packed);
    } catch (RuntimeException e) {
      entry.failed = e;
    }
  }
}
