package dev.slipway.agent.disk;

import dev.slipway.agent.control.Reports;
import dev.slipway.agent.engine.StoredImage;
import dev.slipway.protocol.NodeEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what went from the disk, and when it is nearly full. */
final class DiskEvents {
  private static final Logger log = LoggerFactory.getLogger(DiskEvents.class);
  private static final int MOST_NAMES = 5;

  private final Reports reports;

  DiskEvents(Reports reports) {
    this.reports = reports;
  }

  void imagesRemoved(List<StoredImage> images, long bytes, int before, int after) {
    String names =
        images.stream().limit(MOST_NAMES).map(DiskEvents::name).collect(Collectors.joining(", "));
    tell(
        "INFO",
        "ImagesRemoved",
        "Removed %d image%s that were not used for the longest time, %s: %s%s. The disk was %d %% full and is %d %% full."
            .formatted(
                images.size(),
                images.size() == 1 ? "" : "s",
                size(bytes),
                names,
                images.size() > MOST_NAMES ? " …" : "",
                before,
                after));
  }

  private static String name(StoredImage image) {
    return image.names().getFirst();
  }

  void cacheRemoved(long bytes, long kept) {
    tell(
        "INFO",
        "BuildCacheRemoved",
        "Removed %s of the build cache, what was used least recently; up to %s stay."
            .formatted(size(bytes), size(kept)));
  }

  void logsRemoved(long bytes) {
    tell(
        "INFO",
        "LogsRemoved",
        "Removed the oldest parts of logs, %s compressed, to keep within their budgets."
            .formatted(size(bytes)));
  }

  void nearlyFull(int percent, int limit, String largest) {
    tell(
        "WARNING",
        "DiskPressure",
        "The disk is %d %% full, and no build begins here from %d %% on. %s Free some space, or give the node a larger disk."
            .formatted(percent, limit, largest));
  }

  void roomAgain(int percent) {
    tell(
        "INFO",
        "DiskPressureOver",
        "The disk is %d %% full; builds begin here again.".formatted(percent));
  }

  /** As people read it: 1.5 GiB. */
  static String size(long bytes) {
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  private void tell(String severity, String reason, String message) {
    log.info("{}: {}", reason, message);
    reports.event(
        NodeEvent.newBuilder()
            .setAtMillis(System.currentTimeMillis())
            .setSeverity(severity)
            .setReason(reason)
            .setMessage(message)
            .build());
  }
}
