package dev.slipway.backend.logs;

import dev.slipway.api.logs.LogLine;
import dev.slipway.api.logs.LogQuery;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines and queries between our words and the protocol's. */
final class Lines {
  /** Lines of one moment keep the order they came in, since sorting is stable. */
  static final Comparator<LogLine> BY_TIME = Comparator.comparing(LogLine::at);

  private static final int MOST_LETTERS = 32 << 10;
  private static final int LONGEST_CONTAINER = 63;

  private Lines() {}

  static LogRequest request(String id, AppId app, LogQuery query, boolean follow) {
    UUID pod = query.pod();
    String contains = query.contains();
    Instant since = query.since();
    return LogRequest.newBuilder()
        .setId(id)
        .setAppId(app.value().toString())
        .setPodId(pod == null ? "" : pod.toString())
        .setTail(query.limit())
        .setSinceMillis(since == null ? 0 : since.toEpochMilli())
        .setContains(contains == null ? "" : contains)
        .setContainer(query.container() == null ? "" : query.container())
        .setFollow(follow)
        .build();
  }

  static List<LogLine> read(LogLines lines) {
    return lines.getLinesList().stream().flatMap(Lines::read).toList();
  }

  static List<LogLine> newest(List<LogLine> sorted, int limit) {
    return sorted.size() <= limit
        ? sorted
        : List.copyOf(sorted.subList(sorted.size() - limit, sorted.size()));
  }

  /** Null is the app. */
  private static @Nullable String container(String name) {
    return name.isEmpty() ? null : name.substring(0, Math.min(LONGEST_CONTAINER, name.length()));
  }

  private static Stream<LogLine> read(dev.slipway.protocol.LogLine line) {
    try {
      String text = line.getText();
      return Stream.of(
          new LogLine(
              UUID.fromString(line.getPodId()),
              line.getPodName(),
              Instant.ofEpochMilli(line.getAtMillis()),
              line.getError(),
              text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) : text,
              container(line.getContainer())));
    } catch (IllegalArgumentException e) {
      // No pod has such an id.
      return Stream.empty();
    }
  }
}
