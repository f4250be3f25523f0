package dev.slipway.agent.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much disk logs may take; what is oldest goes first.
 *
 * @param appBytes of each app
 * @param nodeBytes of all of them
 */
public record LogBudget(long appBytes, long nodeBytes) {
  public static final LogBudget USUAL = new LogBudget(64L << 20, 2L << 30);

  /** After one app's log has grown; returns how many bytes went. */
  long keep(Path app) throws IOException {
    return removeBeyond(appBytes, Segment.in(app)) + keepNode(app.resolveSibling("."));
  }

  /** After the budget was changed; returns how many bytes went. */
  long keepAll(Path logs) throws IOException {
    long removed = 0;
    if (Files.isDirectory(logs)) {
      try (var folders = Files.newDirectoryStream(logs, Files::isDirectory)) {
        for (Path folder : folders) {
          removed += removeBeyond(appBytes, Segment.in(folder));
        }
      }
      removed += keepNode(logs);
    }
    return removed;
  }

  private long keepNode(Path logs) throws IOException {
    var all = new ArrayList<Segment>();
    try (var folders = Files.newDirectoryStream(logs, Files::isDirectory)) {
      for (Path folder : folders) {
        all.addAll(Segment.in(folder));
      }
    }
    all.sort(Comparator.comparingLong(Segment::lastNanos));
    return removeBeyond(nodeBytes, all);
  }

  private static long removeBeyond(long budget, List<Segment> oldestFirst) throws IOException {
    long bytes = 0;
    long removed = 0;
    for (Segment segment : oldestFirst.reversed()) {
      long size = segment.bytes();
      bytes += size;
      if (bytes > budget && Files.deleteIfExists(segment.file())) {
        removed += size;
      }
    }
    return removed;
  }
}
