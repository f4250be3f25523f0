package dev.slipway.api.logs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param pod null: all pods of the app, also those that are gone
 * @param contains null: every line; else lines with this text, ignoring case
 * @param container name of one container of each pod, {@code app} for the app's; null: all
 * @param limit newest lines to start with, 1 to 5000
 */
public record LogQuery(
    @Nullable UUID pod,
    @Nullable String contains,
    @Nullable Instant since,
    int limit,
    @Nullable String container) {
  /** Of all containers. */
  public LogQuery(
      @Nullable UUID pod, @Nullable String contains, @Nullable Instant since, int limit) {
    this(pod, contains, since, limit, null);
  }

  public static LogQuery newest(int limit) {
    return new LogQuery(null, null, null, limit);
  }
}
