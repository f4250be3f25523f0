package dev.slipway.backend.feed;

import dev.slipway.api.logs.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The change feed of one organization as server-sent events: each is a JSON list of what changed.
 */
@RestController
class ChangesController {
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);

  private final Changes changes;
  private final OpenStreams streams;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

  ChangesController(Changes changes, OpenStreams streams) {
    this.changes = changes;
    this.streams = streams;
  }

  @GetMapping(
      path = "/api/v1/organizations/{organization}/changes",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter watch(@PathVariable UUID organization) {
    // No end: the client leaves, or loses its right.
    var emitter = new SseEmitter(0L);
    Subscription subscription =
        streams.with(() ->
            changes.watch(
                organization,
                list -> send(emitter, SseEmitter.event().data(list)),
                emitter::complete));
    open.add(emitter);
    emitter.onError(_ -> subscription.close());
    Thread heart = Thread.ofVirtual().name("changes-heartbeat").unstarted(() -> beat(emitter));
    emitter.onCompletion(() -> {
      subscription.close();
      heart.interrupt();
      open.remove(emitter);
    });
    heart.start();
    return emitter;
  }

  /** Streams would hold up the end of the process until its patience is over. */
  @EventListener(ContextClosedEvent.class)
  void end() {
    open.forEach(SseEmitter::complete);
  }

  /** Notices a client that is gone. */
  private static void beat(SseEmitter emitter) {
    try {
      while (true) {
        send(emitter, SseEmitter.event().comment("alive"));
        Thread.sleep(HEARTBEAT);
      }
    } catch (InterruptedException | IllegalStateException _) {
      // Whoever listened has gone: nobody's mistake.
      emitter.complete();
    }
  }

  private static void send(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      // Nothing is left open that hears nothing any more.
      emitter.complete();
      throw new IllegalStateException("The client is gone", e);
    }
  }
}
