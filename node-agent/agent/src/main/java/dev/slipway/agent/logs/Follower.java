package dev.slipway.agent.logs;

import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Somebody who reads an app's log. New entries wait for it in a queue with a bound: one that reads
 * too slowly misses some and is told how many, and holds up nobody.
 */
final class Follower {
  private static final int WAITING = 2000;
  private static final int BATCH = 200;

  private final LogRequest request;
  private final Filter filter;
  private final Consumer<LogLines> consumer;
  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();

  Follower(LogRequest request, Consumer<LogLines> consumer) {
    this.request = request;
    this.filter = Filter.of(request);
    this.consumer = consumer;
  }

  boolean follows() {
    return request.getFollow();
  }

  /** Never waits. */
  void offer(Entry entry) {
    if (filter.takes(entry) && !waiting.offer(entry)) {
      dropped.incrementAndGet();
    }
  }

  /** Tells what there is, then, if it follows, what comes, until interrupted. */
  void tell(Snapshot snapshot) throws IOException, InterruptedException {
    List<Entry> tail = snapshot.tail(filter, request.getTail());
    for (int from = 0; from < tail.size(); from += BATCH) {
      tell(tail.subList(from, Math.min(from + BATCH, tail.size())));
    }
    if (!follows()) {
      consumer.accept(LogLines.newBuilder().setRequestId(request.getId()).setEnd(true).build());
      return;
    }
    var batch = new ArrayList<Entry>(BATCH);
    while (true) {
      batch.add(waiting.take());
      waiting.drainTo(batch, BATCH - 1);
      tell(batch);
      batch.clear();
    }
  }

  private void tell(List<Entry> entries) {
    var lines =
        LogLines.newBuilder().setRequestId(request.getId()).setDropped(dropped.getAndSet(0));
    entries.forEach(entry -> lines.addLines(entry.line()));
    consumer.accept(lines.build());
  }
}
