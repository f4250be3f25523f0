package dev.slipway.console.quotas;

import java.time.Duration;

/** How far back one looks. */
enum Period {
  DAY("Last day", Duration.ofDays(1)),
  WEEK("Last week", Duration.ofDays(7)),
  QUARTER("Last 90 days", Duration.ofDays(90));

  private final String words;
  private final Duration length;

  Period(String words, Duration length) {
    this.words = words;
    this.length = length;
  }

  String words() {
    return words;
  }

  Duration length() {
    return length;
  }
}
