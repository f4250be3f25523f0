package dev.slipway.console.apps;

import dev.slipway.api.apps.AppView;

/** Kinds of apps, for somebody who knows docker run only. */
final class KindWords {
  private KindWords() {}

  static String title(AppView.Kind kind) {
    return switch (kind) {
      case WEB -> "Web";
      case WORKER -> "Worker";
      case JOB -> "Job";
      case CRON_JOB -> "Cron job";
      case DAEMON -> "Daemon";
    };
  }

  /** As a choice: its title and what sets it apart. */
  static String choice(AppView.Kind kind) {
    return switch (kind) {
      case WEB -> "Web: answers requests";
      case WORKER -> "Worker: no address";
      case JOB -> "Job: ends when its work is done";
      case CRON_JOB -> "Cron job: such work at set times";
      case DAEMON -> "Daemon: one pod on every node";
    };
  }

  static String sentence(AppView.Kind kind) {
    return switch (kind) {
      case WEB ->
          "Like docker run -p: containers that run all the time behind one address, and are started again when they end.";
      case WORKER ->
          "Like docker run -d: containers that run all the time without an address, such as consumers of a queue.";
      case JOB ->
          "Like docker run --rm in a script: it runs when it is deployed or asked for, is tried again when it fails, and is done when it exits with 0.";
      case CRON_JOB ->
          "Like docker run in a crontab, on whichever machine has room: a run starts at each set time, once, also when machines fail.";
      case DAEMON ->
          "Like docker run -d on every machine: one container on each, also on those that join later, such as collectors of metrics.";
    };
  }
}
