package dev.slipway.agent.disk;

import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.Stored;
import dev.slipway.agent.engine.StoredContainer;
import dev.slipway.agent.engine.StoredImage;
import dev.slipway.protocol.AppDisk;
import dev.slipway.protocol.DiskUse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds up what fills the disk, and by which apps. */
final class Usage {
  /** The others are too small to be asked about. */
  private static final int MOST_APPS = 20;

  private Usage() {}

  /**
   * @param logs bytes by app
   */
  static DiskUse of(DiskSpace space, Stored stored, Map<String, Long> logs) {
    return DiskUse.newBuilder()
        .setTotalBytes(space.total())
        .setFreeBytes(space.free())
        .setImageBytes(stored.layerBytes())
        .setCacheBytes(stored.cacheBytes())
        .setLogBytes(logs.values().stream().mapToLong(Long::longValue).sum())
        .setContainerBytes(stored.containerBytes())
        .addAllApps(apps(stored, logs))
        .build();
  }

  private static List<AppDisk> apps(Stored stored, Map<String, Long> logs) {
    var apps = new HashMap<String, AppDisk.Builder>();
    logs.forEach((app, bytes) -> app(apps, app).setLogBytes(bytes));
    Map<String, Long> own =
        stored.images().stream()
            .collect(Collectors.toMap(StoredImage::id, StoredImage::ownBytes, Math::max));
    var counted = new HashMap<String, Set<String>>();
    for (StoredContainer container : stored.containers()) {
      String id = container.labels().getOrDefault(Labels.APP, "");
      if (id.isEmpty()) {
        continue;
      }
      var app = app(apps, id);
      app.setContainerBytes(app.getContainerBytes() + container.writtenBytes());
      if (counted.computeIfAbsent(id, _ -> new HashSet<>()).add(container.imageId())) {
        app.setImageBytes(app.getImageBytes() + own.getOrDefault(container.imageId(), 0L));
      }
    }
    return apps.values().stream()
        .map(AppDisk.Builder::build)
        .sorted(Comparator.comparingLong(Usage::bytes).reversed().thenComparing(AppDisk::getAppId))
        .limit(MOST_APPS)
        .toList();
  }

  private static AppDisk.Builder app(Map<String, AppDisk.Builder> apps, String id) {
    return apps.computeIfAbsent(id, _ -> AppDisk.newBuilder().setAppId(id));
  }

  static long bytes(AppDisk app) {
    return app.getLogBytes() + app.getContainerBytes() + app.getImageBytes();
  }
}
