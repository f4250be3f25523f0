package dev.slipway.api.logs;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

public interface LogsApi {
  /** The newest lines that match, oldest first. REST: GET /api/v1/apps/{app}/logs. */
  List<LogLine> tail(UUID app, LogQuery query);

  /**
   * Sends what is there and then what comes, until closed. REST: the same address with {@code
   * follow=true}, as server-sent events. The consumer is called from another thread and must not
   * block for long: lines a slow reader misses are dropped and counted.
   */
  Subscription follow(UUID app, LogQuery query, Consumer<LogBatch> consumer);
}
