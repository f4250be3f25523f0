package dev.slipway.agent.logs;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs of all apps on this node, and who follows them. */
final class LogStore {
  private static final Logger log = LoggerFactory.getLogger(LogStore.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  private final Path folder;
  private volatile LogBudget budget;
  private final AtomicLong removed = new AtomicLong();
  private final Map<String, AppLog> apps = new ConcurrentHashMap<>();
  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();

  LogStore(Path folder, LogBudget budget) {
    this.folder = folder;
    this.budget = budget;
  }

  /** From now on; what is beyond it goes at once. */
  void keep(LogBudget newest) throws IOException {
    if (!newest.equals(budget)) {
      budget = newest;
      removed.addAndGet(newest.keepAll(folder));
    }
  }

  /** Bytes that had to go since this was asked the last time. */
  long removed() {
    return removed.getAndSet(0);
  }

  /** What each app's log takes. */
  Map<String, Long> bytes() throws IOException {
    var bytes = new HashMap<String, Long>();
    if (Files.isDirectory(folder)) {
      try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
        for (Path app : folders) {
          bytes.put(app.getFileName().toString(), size(app));
        }
      }
    }
    return bytes;
  }

  private static long size(Path app) throws IOException {
    long size = 0;
    try (var files = Files.newDirectoryStream(app)) {
      for (Path file : files) {
        // One that was removed in between has no size any more.
        size += file.toFile().length();
      }
    }
    return size;
  }

  Position position(String appId, String container) {
    return app(appId).position(container);
  }

  void append(String appId, Entry entry) {
    AppLog app = app(appId);
    try {
      if (app.append(entry, () -> followersOf(appId).forEach(f -> f.offer(entry)))) {
        removed.addAndGet(budget.keep(folder(appId)));
      }
    } catch (IOException e) {
      // A full disk must not stop the app; whoever follows still sees the line.
      log.error("A line of {} could not be kept: {}", appId, e.toString());
    }
  }

  Snapshot snapshot(String appId) throws IOException {
    return Files.exists(folder(appId))
        ? app(appId).snapshot(() -> {})
        : new Snapshot(List.of(), ByteString.EMPTY);
  }

  /** The follower is offered each entry that is not in the snapshot. */
  Snapshot follow(String appId, Follower follower) throws IOException {
    return app(appId).snapshot(() -> followersOf(appId).add(follower));
  }

  void leave(String appId, Follower follower) {
    followersOf(appId).remove(follower);
  }

  private List<Follower> followersOf(String appId) {
    return followers.computeIfAbsent(appId, _ -> new CopyOnWriteArrayList<>());
  }

  private AppLog app(String appId) {
    return apps.computeIfAbsent(
        appId,
        _ -> {
          try {
            return new AppLog(folder(appId));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Path folder(String appId) {
    if (!ID.matcher(appId).matches()) {
      throw new IllegalArgumentException("'" + appId + "' is no id of an app.");
    }
    return folder.resolve(appId);
  }
}
