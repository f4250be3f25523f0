package dev.slipway.backend.disks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What filled a node's disk at a time. All sizes in bytes.
 *
 * @param at when it was said
 * @param apps the largest, by what they take
 */
record DiskSample(
    Instant at,
    long total,
    long free,
    long images,
    long cache,
    long logs,
    long containers,
    List<App> apps) {
  DiskSample {
    apps = List.copyOf(apps);
  }

  /** What an app takes; named as in the column. */
  record App(UUID app, long logs, long containers, long images) {
    long bytes() {
      return logs + containers + images;
    }
  }

  long used() {
    return Math.max(0, total - free);
  }

  int percent() {
    return total <= 0 ? 0 : (int) (used() * 100 / total);
  }

  long other() {
    return Math.max(0, used() - images - cache - logs - containers);
  }
}
