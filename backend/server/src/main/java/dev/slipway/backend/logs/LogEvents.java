package dev.slipway.backend.logs;

import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Log lines as server-sent events: {@code lines} with a batch, and a comment now and then to notice
 * who has left.
 */
final class LogEvents {
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private LogEvents() {}

  /**
   * @param follow is given whom to hand the lines to, and what to do when the reader's right ends
   */
  static SseEmitter of(BiFunction<Consumer<LogBatch>, Runnable, Subscription> follow) {
    var emitter = new SseEmitter(0L);
    Subscription subscription = follow.apply(batch -> send(emitter, batch), emitter::complete);
    Thread pings = Thread.ofVirtual().name("log-events").start(() -> ping(emitter, subscription));
    Runnable end =
        () -> {
          subscription.close();
          pings.interrupt();
        };
    emitter.onCompletion(end);
    emitter.onTimeout(end);
    emitter.onError(_ -> end.run());
    return emitter;
  }

  private static void send(SseEmitter emitter, LogBatch batch) {
    try {
      emitter.send(SseEmitter.event().name("lines").data(batch));
    } catch (IOException | IllegalStateException e) {
      // Nothing is left open that hears nothing any more.
      emitter.complete();
      throw new IllegalStateException("The reader is gone", e);
    }
  }

  /** Also ends the subscription: of a reader who has left, the container does not always tell. */
  private static void ping(SseEmitter emitter, Subscription subscription) {
    try {
      while (true) {
        Thread.sleep(SILENCE);
        emitter.send(SseEmitter.event().comment("still here"));
      }
    } catch (InterruptedException e) {
      // The stream has ended.
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    } finally {
      subscription.close();
    }
  }
}
