package dev.slipway.backend.builds;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;

import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.feed.Guard;
import dev.slipway.backend.feed.OpenStreams;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.AuditedRead;
import dev.slipway.backend.security.Authorizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The log as server-sent events: {@code log} with a chunk each, whose number is the event's id, and
 * at last {@code end} with the build. A client that was cut off goes on where it was by the usual
 * Last-Event-ID.
 */
@RestController
class BuildLogStream {
  private static final long NO_TIMEOUT = 0;

  private final Authorizer authorizer;
  private final BuildLogFollower follower;
  private final Guard guard;
  private final OpenStreams streams;

  BuildLogStream(
      Authorizer authorizer, BuildLogFollower follower, Guard guard, OpenStreams streams) {
    this.authorizer = authorizer;
    this.follower = follower;
    this.guard = guard;
    this.streams = streams;
  }

  @AuditedRead("builds.readLog")
  @GetMapping(
      path = "/api/v1/builds/{build}/log/stream",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @PathVariable UUID build,
      @RequestParam(defaultValue = "0") long after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last) {
    var id = new BuildId(build);
    AppScope scope = authorizer.build(id, DEPLOYMENTS_READ);
    var events = new SseEmitter(NO_TIMEOUT);
    Thread following =
        Thread.ofVirtual()
            .name("build-log-" + build)
            .unstarted(() -> follow(scope, id, last == null ? after : last, events));
    Subscription guarded =
        streams.with(
            () -> guard.watch(() -> authorizer.build(id, DEPLOYMENTS_READ), following::interrupt));
    Runnable end =
        () -> {
          guarded.close();
          following.interrupt();
        };
    events.onCompletion(end);
    events.onError(_ -> end.run());
    following.start();
    return events;
  }

  private void follow(AppScope scope, BuildId build, long after, SseEmitter events) {
    try {
      BuildView ended =
          follower.follow(
              scope,
              build,
              after,
              chunk -> send(events, chunk(chunk)),
              () -> send(events, SseEmitter.event().comment("still there")));
      send(events, SseEmitter.event().name("end").data(ended, MediaType.APPLICATION_JSON));
      events.complete();
    } catch (InterruptedException | UncheckedIOException _) {
      // The reader has gone, or may not read on.
      events.complete();
    } catch (RuntimeException e) {
      events.completeWithError(e);
    }
  }

  private static SseEventBuilder chunk(BuildLogChunk chunk) {
    return SseEmitter.event()
        .id(Long.toString(chunk.seq()))
        .name("log")
        .data(chunk, MediaType.APPLICATION_JSON);
  }

  private static void send(SseEmitter events, SseEventBuilder event) {
    try {
      events.send(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
