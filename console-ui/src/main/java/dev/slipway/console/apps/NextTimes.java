package dev.slipway.console.apps;

import dev.slipway.api.jobs.ScheduleView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** When a schedule comes next, in words, with its time zone. */
final class NextTimes {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private NextTimes() {}

  static String words(ScheduleView schedule) {
    if (schedule.next().isEmpty()) {
      return schedule.suspended() ? "suspended" : "never";
    }
    ZoneId zone = ZoneId.of(schedule.timeZone());
    return schedule.next().stream().map(at -> word(at, zone)).collect(Collectors.joining(", "))
        + " ("
        + schedule.timeZone()
        + ")";
  }

  private static String word(Instant at, ZoneId zone) {
    return DAY.format(ZonedDateTime.ofInstant(at, zone));
  }
}
