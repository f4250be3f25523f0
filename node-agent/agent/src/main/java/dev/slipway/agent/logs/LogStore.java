package dev.slipway.agent.logs;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs of all apps on this node, and who follows them. */
final class LogStore {
  private static final Logger log = LoggerFactory.getLogger(LogStore.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  private final Path folder;
  private final LogBudget budget;
  private final Map<String, AppLog> apps = new ConcurrentHashMap<>();
  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();

  LogStore(Path folder, LogBudget budget) {
    this.folder = folder;
    this.budget = budget;
  }

  Position position(String appId, String container) {
    return app(appId).position(container);
  }

  void append(String appId, Entry entry) {
    AppLog app = app(appId);
    try {
      if (app.append(entry, () -> followersOf(appId).forEach(f -> f.offer(entry)))) {
        budget.keep(folder(appId));
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
