package dev.slipway.backend.webhooks;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** How many deliveries wait for their answer: what can be done later makes room for them. */
@Component
class Unanswered {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private int count;

  void came() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  void answered() {
    lock.lock();
    try {
      count--;
      if (count == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns as soon as there is none; otherwise after this time. */
  void awaitNone(Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      while (count > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
