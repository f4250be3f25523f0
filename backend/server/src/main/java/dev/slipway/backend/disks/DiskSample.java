package dev.slipway.backend.disks;

import dev.slipway.backend.kernel.Growth;
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
    List<App> apps)
    implements Growth.Sample {
  DiskSample {
    apps = List.copyOf(apps);
  }

  /** What an app takes; named as in the column. */
  record App(UUID app, long logs, long containers, long images) {
    long bytes() {
      return logs + containers + images;
    }
  }

  @Override
  public long used() {
    return Math.max(0, total - free);
  }

  int percent() {
    return total <= 0 ? 0 : (int) (used() * 100 / total);
  }

  long other() {
    return Math.max(0, used() - images - cache - logs - containers);
  }
}
