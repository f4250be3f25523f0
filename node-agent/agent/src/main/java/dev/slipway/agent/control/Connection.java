package dev.slipway.agent.control;

import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One stream to the control plane: any thread may send, one message at a time is taken. */
final class Connection implements ClientResponseObserver<FromAgent, ToAgent> {
  private final BiConsumer<Connection, ToAgent> receiver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ClientCallStreamObserver<FromAgent> stream;
  private @Nullable Status end;

  Connection(BiConsumer<Connection, ToAgent> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<FromAgent> requests) {
    lock.lock();
    try {
      stream = requests;
    } finally {
      lock.unlock();
    }
    requests.disableAutoRequestWithInitial(1);
    requests.setOnReadyHandler(this::wake);
  }

  /** Waits while the other side takes no more; false when the stream has ended. */
  boolean send(FromAgent message) {
    lock.lock();
    try {
      while (end == null && !stream().isReady()) {
        changed.await();
      }
      if (end != null) {
        return false;
      }
      stream().onNext(message);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IllegalStateException e) {
      // It was cancelled a moment ago, and its end is on the way.
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it from this side. */
  void close(String why) {
    finish(Status.CANCELLED.withDescription(why));
    lock.lock();
    try {
      stream().cancel(why, null);
    } finally {
      lock.unlock();
    }
  }

  /** How it ended, or null after so long without an end. */
  @Nullable Status awaitEnd(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (end == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      return end;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onNext(ToAgent message) {
    receiver.accept(this, message);
    ClientCallStreamObserver<FromAgent> requests;
    lock.lock();
    try {
      requests = stream();
    } finally {
      lock.unlock();
    }
    requests.request(1);
  }

  @Override
  public void onError(Throwable problem) {
    finish(Status.fromThrowable(problem));
  }

  @Override
  public void onCompleted() {
    finish(Status.OK);
  }

  private void finish(Status status) {
    lock.lock();
    try {
      if (end == null) {
        end = status;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private ClientCallStreamObserver<FromAgent> stream() {
    return Objects.requireNonNull(stream, "The stream has not begun.");
  }
}
