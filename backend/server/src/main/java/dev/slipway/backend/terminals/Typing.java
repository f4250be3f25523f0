package dev.slipway.backend.terminals;

import com.google.protobuf.ByteString;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was typed on its way to the node: one piece at a time, and only a little waits. Whoever
 * types more than the program takes is not read from meanwhile.
 */
final class Typing {
  private static final int MOST_WAITING = 64 << 10;
  private static final int PIECE = 16 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private ByteString waiting = ByteString.EMPTY;
  private @Nullable Predicate<ByteString> node;
  private long sent;
  private long taken;
  private boolean closed;

  /** From now on the node takes it. */
  void begin(Predicate<ByteString> send) {
    lock.lock();
    try {
      node = send;
      send();
    } finally {
      lock.unlock();
    }
  }

  void add(ByteString typed) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && waiting.size() >= MOST_WAITING) {
        changed.await();
      }
      if (!closed) {
        waiting = waiting.concat(typed);
        send();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param bytes since the beginning
   */
  void taken(long bytes) {
    lock.lock();
    try {
      taken = Math.max(taken, Math.min(bytes, sent));
      send();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      waiting = ByteString.EMPTY;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    if (node == null || closed || taken < sent || waiting.isEmpty()) {
      return;
    }
    ByteString piece = waiting.substring(0, Math.min(PIECE, waiting.size()));
    waiting = waiting.substring(piece.size());
    sent += piece.size();
    if (!node.test(piece)) {
      closed = true;
    }
  }
}
