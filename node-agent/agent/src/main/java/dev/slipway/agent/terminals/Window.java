package dev.slipway.agent.terminals;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How much of the output may be under way: whoever reads slowly holds up the program itself. */
final class Window {
  private static final long MOST = 256L << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long sent;
  private long taken;
  private boolean closed;

  /** Waits until so much more may be sent; false once it is closed. */
  boolean take(int bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && sent + bytes - taken > MOST) {
        changed.await();
      }
      sent += bytes;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param bytes since the beginning; more than was sent counts as all of it
   */
  void taken(long bytes) {
    lock.lock();
    try {
      taken = Math.max(taken, Math.min(bytes, sent));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
