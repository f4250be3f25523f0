package dev.slipway.agent.engine;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What was typed and not read yet: never more than a little, whoever types waits instead. */
final class Keys extends InputStream {
  private static final int ROOM = 64 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<byte[]> typed = new ArrayDeque<>();
  private int waiting;
  private int begun;
  private boolean closed;

  void type(byte[] keys) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting >= ROOM && !closed) {
        changed.await();
      }
      if (!closed && keys.length > 0) {
        typed.add(keys.clone());
        waiting += keys.length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws InterruptedIOException {
    lock.lock();
    try {
      byte[] next = next();
      if (next == null) {
        return -1;
      }
      int count = Math.min(length, next.length - begun);
      System.arraycopy(next, begun, into, offset, count);
      begun += count;
      if (begun == next.length) {
        typed.remove();
        begun = 0;
      }
      waiting -= count;
      changed.signalAll();
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Null at the end. */
  private byte @Nullable [] next() throws InterruptedIOException {
    try {
      while (typed.isEmpty() && !closed) {
        changed.await();
      }
      return closed ? null : typed.peek();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
