package dev.slipway.backend.logs;

import static dev.slipway.backend.security.Permission.LOGS_READ;

import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import dev.slipway.api.logs.LogQuery;
import dev.slipway.api.logs.LogsApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.feed.Guard;
import dev.slipway.backend.feed.OpenStreams;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AuditedRead;
import dev.slipway.backend.security.Authorizer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class LogsController implements LogsApi {
  private static final int MOST_LINES = 5000;
  private static final int MOST_LETTERS = 200;
  private static final String READ = "logs.read";
  private static final String ADDRESS = "/api/v1/apps/{app}/logs";

  private final Authorizer authorizer;
  private final LogService logs;
  private final Guard guard;
  private final OpenStreams streams;

  LogsController(Authorizer authorizer, LogService logs, Guard guard, OpenStreams streams) {
    this.authorizer = authorizer;
    this.logs = logs;
    this.guard = guard;
    this.streams = streams;
  }

  @Override
  @AuditedRead(READ)
  public List<LogLine> tail(UUID app, LogQuery query) {
    return logs.tail(authorizer.app(new AppId(app), LOGS_READ), checked(query));
  }

  @Override
  @AuditedRead(READ)
  public Subscription follow(UUID app, LogQuery query, Consumer<LogBatch> consumer) {
    return follow(new AppId(app), query, consumer, () -> {});
  }

  private Subscription follow(
      AppId app, LogQuery query, Consumer<LogBatch> consumer, Runnable lost) {
    Subscription lines = logs.follow(authorizer.app(app, LOGS_READ), checked(query), consumer);
    return guard.over(lines, () -> authorizer.app(app, LOGS_READ), lost);
  }

  @AuditedRead(READ)
  @GetMapping(ADDRESS)
  List<LogLine> tail(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable UUID pod,
      @RequestParam(required = false) @Nullable String contains,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(defaultValue = "200") int limit,
      @RequestParam(required = false) @Nullable String container) {
    return tail(app, new LogQuery(pod, contains, since, limit, container));
  }

  @AuditedRead(READ)
  @GetMapping(path = ADDRESS, params = "follow=true", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter follow(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable UUID pod,
      @RequestParam(required = false) @Nullable String contains,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(defaultValue = "200") int limit,
      @RequestParam(required = false) @Nullable String container) {
    var query = new LogQuery(pod, contains, since, limit, container);
    return LogEvents.of(
        (consumer, lost) -> streams.with(() -> follow(new AppId(app), query, consumer, lost)));
  }

  private static LogQuery checked(LogQuery query) {
    if (query.limit() < 1 || query.limit() > MOST_LINES) {
      throw Problem.invalid("The limit is 1 to %d lines.".formatted(MOST_LINES));
    }
    String contains = query.contains();
    if (contains != null && contains.length() > MOST_LETTERS) {
      throw Problem.invalid("Search for at most %d characters.".formatted(MOST_LETTERS));
    }
    String container = query.container();
    if (container != null && container.length() > MOST_LETTERS) {
      throw Problem.invalid("No container has so long a name.");
    }
    return query;
  }
}
