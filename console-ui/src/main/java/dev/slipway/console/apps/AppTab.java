package dev.slipway.console.apps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of an app's page, in order. */
enum AppTab {
  OVERVIEW,
  DEPLOYMENTS,
  /** Of one run; all are in the overview. */
  RUNS,
  LOGS,
  TERMINAL,
  CONFIG,
  STORAGE,
  WEBHOOKS,
  SETTINGS;

  static AppTab of(Optional<String> segment) {
    return segment
        .flatMap(
            text -> Arrays.stream(values()).filter(tab -> tab.segment().equals(text)).findFirst())
        .orElse(OVERVIEW);
  }

  String title() {
    return name().charAt(0) + segment().substring(1);
  }

  String path() {
    return this == OVERVIEW ? "" : "/" + segment();
  }

  private String segment() {
    return name().toLowerCase(Locale.ROOT);
  }
}
