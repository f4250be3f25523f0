package dev.slipway.console.components;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * "3 minutes ago", with the exact time on hover. The browser lets it go on: a thousand open pages
 * ask the server for nothing.
 */
@Tag("time")
@JavaScript("context://ages.js")
public class RelativeTime extends HtmlContainer {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  public RelativeTime(Instant at) {
    this(at, Instant.now());
  }

  public RelativeTime(Instant at, Instant now) {
    setText(words(at, now));
    setTitle(EXACT.format(at));
    getElement().setAttribute("datetime", at.toString());
    // What the server's clock said: the browser's may be wrong.
    getElement().setAttribute("data-now", now.toString());
  }

  /** The age in the largest unit that says something. */
  public static String words(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.isNegative()) {
      return "in " + amount(age.negated());
    }
    return age.toSeconds() < 5 ? "just now" : amount(age) + " ago";
  }

  /** How long something took: "42 s", "3 min 5 s". */
  public static String span(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }

  private static String amount(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 60) {
      return count(seconds, "second");
    }
    if (seconds < 3600) {
      return count(seconds / 60, "minute");
    }
    return seconds < 86_400 ? count(seconds / 3600, "hour") : count(seconds / 86_400, "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
