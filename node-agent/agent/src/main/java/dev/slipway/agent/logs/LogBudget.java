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

  void keep(Path app) throws IOException {
    removeBeyond(appBytes, Segment.in(app));
    var all = new ArrayList<Segment>();
    try (var folders = Files.newDirectoryStream(app.resolveSibling("."), Files::isDirectory)) {
      for (Path folder : folders) {
        all.addAll(Segment.in(folder));
      }
    }
    all.sort(Comparator.comparingLong(Segment::lastNanos));
    removeBeyond(nodeBytes, all);
  }

  private static void removeBeyond(long budget, List<Segment> oldestFirst) throws IOException {
    long bytes = 0;
    for (Segment segment : oldestFirst.reversed()) {
      bytes += segment.bytes();
      if (bytes > budget) {
        Files.deleteIfExists(segment.file());
      }
    }
  }
}
