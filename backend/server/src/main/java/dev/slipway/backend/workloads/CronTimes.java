package dev.slipway.backend.workloads;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a cron job's runs are due, in its time zone: five fields, or words such as @daily. As in
 * cron, and unlike in Spring, a day must match one of day of month and day of week when both are
 * given. When clocks are put forward a time of day that is skipped comes right after; when they are
 * put back, one that comes twice counts once. Times of every hour follow the clock's true hours.
 */
public final class CronTimes {
  private static final int FIELDS = 5;
  private static final int HOUR = 1;
  private static final int DAY = 2;
  private static final int WEEKDAY = 4;
  private static final int MOST_COUNTED = 100;

  /** Looked back so far for the last one, as far as is needed. */
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofHours(2),
          Duration.ofDays(2),
          Duration.ofDays(62),
          Duration.ofDays(3000));

  /** Due when one of them is. */
  private final List<CronExpression> expressions;

  private final boolean hourly;
  private final ZoneId zone;

  private CronTimes(List<CronExpression> expressions, boolean hourly, ZoneId zone) {
    this.expressions = expressions;
    this.hourly = hourly;
    this.zone = zone;
  }

  /**
   * @throws IllegalArgumentException when it is no such expression, or never due
   */
  public static CronTimes of(String expression, ZoneId zone) {
    String trimmed = expression.trim();
    CronTimes times = trimmed.startsWith("@") ? word(trimmed, zone) : fields(trimmed, zone);
    if (times.next(Instant.EPOCH) == null) {
      throw new IllegalArgumentException("there is no such day");
    }
    return times;
  }

  private static CronTimes word(String word, ZoneId zone) {
    return new CronTimes(List.of(CronExpression.parse(word)), word.equals("@hourly"), zone);
  }

  private static CronTimes fields(String text, ZoneId zone) {
    String[] fields = text.split("\\s+");
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "it needs five fields: minute, hour, day of month, month, day of week");
    }
    boolean hourly = fields[HOUR].startsWith("*");
    if (isAny(fields[DAY]) || isAny(fields[WEEKDAY])) {
      return new CronTimes(List.of(parse(fields)), hourly, zone);
    }
    String[] days = fields.clone();
    days[WEEKDAY] = "*";
    String[] weekdays = fields.clone();
    weekdays[DAY] = "*";
    return new CronTimes(List.of(parse(days), parse(weekdays)), hourly, zone);
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static CronExpression parse(String[] fields) {
    return CronExpression.parse("0 " + String.join(" ", fields));
  }

  /** The first one after this time; null: never again. */
  public @Nullable Instant next(Instant after) {
    Instant soonest = null;
    for (CronExpression expression : expressions) {
      Instant at = hourly ? trueHours(expression, after) : clockTime(expression, after);
      if (at != null && (soonest == null || at.isBefore(soonest))) {
        soonest = at;
      }
    }
    return soonest;
  }

  /** So many times, soonest first. */
  public List<Instant> next(Instant after, int count) {
    var times = new ArrayList<Instant>();
    Instant at = next(after);
    while (at != null && times.size() < count) {
      times.add(at);
      at = next(at);
    }
    return times;
  }

  private @Nullable Instant trueHours(CronExpression expression, Instant after) {
    ZonedDateTime next = expression.next(after.atZone(zone));
    return next == null ? null : next.toInstant();
  }

  private @Nullable Instant clockTime(CronExpression expression, Instant after) {
    LocalDateTime local = expression.next(after.atZone(zone).toLocalDateTime());
    while (local != null) {
      // A skipped time moves on by what was skipped, of one that comes twice this is the first.
      Instant at = ZonedDateTime.ofLocal(local, zone, null).toInstant();
      if (at.isAfter(after)) {
        return at;
      }
      local = expression.next(local);
    }
    return null;
  }

  /**
   * @param at the latest one that is due
   * @param passed how many before it were missed; no more than a hundred are counted
   */
  public record Due(Instant at, int passed) {}

  /**
   * Only the latest missed run is made up for.
   *
   * @param since up to when everything is settled
   * @return null when nothing is due
   */
  public @Nullable Due due(Instant since, Instant now) {
    Instant at = next(since);
    if (at == null || at.isAfter(now)) {
      return null;
    }
    int count = 0;
    for (Instant each = at; each != null && !each.isAfter(now); each = next(each)) {
      count++;
      if (count > MOST_COUNTED) {
        return new Due(latest(since, now, at), MOST_COUNTED);
      }
      at = each;
    }
    return new Due(at, count - 1);
  }

  /** Not counted up to from the oldest: that may be a year of minutes. */
  private Instant latest(Instant oldest, Instant now, Instant first) {
    for (Duration step : STEPS) {
      Instant from = now.minus(step);
      Instant at = next(from.isAfter(oldest) ? from : oldest);
      if (at != null && !at.isAfter(now)) {
        return lastFrom(at, now);
      }
    }
    return lastFrom(first, now);
  }

  private Instant lastFrom(Instant first, Instant now) {
    Instant last = first;
    Instant next = next(first);
    while (next != null && !next.isAfter(now)) {
      last = next;
      next = next(next);
    }
    return last;
  }

  /** The same on every control plane, so that a run is made once. */
  public static String runName(String cronJob, Instant at) {
    return cronJob + "-" + Math.floorDiv(at.getEpochSecond(), 60);
  }
}
