package dev.slipway.console.activity;

import com.vaadin.flow.router.QueryParameters;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, as the page's address says it: it can be kept and sent to somebody. What an
 * address says wrongly is not looked for.
 *
 * @param everywhere also what is of no organization or of others
 */
record EventAddress(
    EventView.@Nullable Severity severity,
    @Nullable String reason,
    @Nullable UUID node,
    @Nullable UUID app,
    @Nullable String text,
    @Nullable LocalDate since,
    @Nullable LocalDate until,
    boolean everywhere) {
  static EventAddress of(QueryParameters parameters) {
    return new EventAddress(
        read(parameters, "severity", EventView.Severity::valueOf),
        read(parameters, "reason", word -> word),
        read(parameters, "node", UUID::fromString),
        read(parameters, "app", UUID::fromString),
        read(parameters, "text", word -> word),
        read(parameters, "since", LocalDate::parse),
        read(parameters, "until", LocalDate::parse),
        parameters.getSingleParameter("everywhere").isPresent());
  }

  QueryParameters parameters() {
    var words = new LinkedHashMap<String, String>();
    put(words, "severity", severity);
    put(words, "reason", reason);
    put(words, "node", node);
    put(words, "app", app);
    put(words, "text", text);
    put(words, "since", since);
    put(words, "until", until);
    if (everywhere) {
      words.put("everywhere", "yes");
    }
    return QueryParameters.simple(words);
  }

  EventQuery query() {
    return new EventQuery(
        severity,
        reason,
        node,
        app,
        text,
        start(since),
        start(until == null ? null : until.plusDays(1)));
  }

  private static @Nullable Instant start(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static void put(Map<String, String> words, String name, @Nullable Object value) {
    if (value != null) {
      words.put(name, value.toString());
    }
  }

  private static <T> @Nullable T read(
      QueryParameters parameters, String name, Function<String, T> value) {
    Optional<String> word = parameters.getSingleParameter(name).filter(one -> !one.isBlank());
    try {
      return word.map(value).orElse(null);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      // Typed by hand, or of another version of the console.
      return null;
    }
  }
}
