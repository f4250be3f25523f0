package dev.slipway.backend.disks;

import dev.slipway.api.nodes.NodeDiskView.Condition;
import dev.slipway.api.nodes.NodeDiskView.Forecast;
import dev.slipway.backend.disks.DiskForecast.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Says how a disk stands, for people. */
final class DiskWords {
  private DiskWords() {}

  static Condition condition(DiskSample sample, DiskProperties limits) {
    if (sample.total() <= 0) {
      return Condition.UNKNOWN;
    }
    if (sample.percent() >= limits.buildLimit()) {
      return Condition.PRESSURE;
    }
    return sample.percent() >= limits.collectFrom() ? Condition.COLLECTING : Condition.FINE;
  }

  static String sentence(DiskSample sample, DiskProperties limits) {
    return switch (condition(sample, limits)) {
      case UNKNOWN -> "The node does not say how large its disk is.";
      case FINE -> "The disk is %d %% full.".formatted(sample.percent());
      case COLLECTING ->
          "The disk is %d %% full: images nobody needs are removed until it is %d %% full."
              .formatted(sample.percent(), limits.collectTo());
      case PRESSURE ->
          ("The disk is %d %% full, and no build begins on this node from %d %% on. What is left of images is needed:"
                  + " free some space, or give the node a larger disk.")
              .formatted(sample.percent(), limits.buildLimit());
    };
  }

  /**
   * @param names of apps; one that is gone is not among them
   */
  static Forecast forecast(DiskForecast.Outlook outlook, Map<UUID, String> names, Instant now) {
    String cause = cause(outlook.cause(), names);
    String sentence =
        "Full in %s if it goes on like this, %sby %s."
            .formatted(
                outlook.growth().in(now),
                outlook.share() >= 50 ? "mostly " : "most of all ",
                cause);
    return new Forecast(outlook.growth().fullAt(), outlook.growth().bytesPerDay(), cause, sentence);
  }

  private static String cause(Cause cause, Map<UUID, String> names) {
    return switch (cause) {
      case Cause.Images() -> "images";
      case Cause.Cache() -> "the build cache";
      case Cause.Logs() -> "logs";
      case Cause.Containers() -> "what containers write";
      case Cause.Other() -> "what is not Slipway's, or in volumes";
      case Cause.LogsOf(UUID app) -> "the logs of " + name(app, names);
      case Cause.FilesOf(UUID app) -> "files written by " + name(app, names);
      case Cause.ImagesOf(UUID app) -> "the images of " + name(app, names);
    };
  }

  private static String name(UUID app, Map<UUID, String> names) {
    return names.getOrDefault(app, "an app that is gone");
  }
}
