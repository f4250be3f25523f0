package dev.slipway.agent.logs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A part of an app's log that is complete and compressed. Its name is its index by time.
 *
 * @param firstNanos time of its oldest entry
 * @param lastNanos time of its newest
 */
record Segment(Path file, long firstNanos, long lastNanos) {
  private static final Pattern NAME = Pattern.compile("(\\d{1,19})-(\\d{1,19})\\.log\\.gz");
  private static final String PART = ".part";

  /** Oldest first. */
  static List<Segment> in(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .flatMap(file -> of(file).stream())
          .sorted(Comparator.comparingLong(Segment::lastNanos))
          .toList();
    }
  }

  private static Optional<Segment> of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new Segment(file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
        : Optional.empty();
  }

  /** Compresses a plain file; it appears whole or not at all. */
  static void make(Path plain, long firstNanos, long lastNanos) throws IOException {
    Path file = plain.resolveSibling(firstNanos + "-" + lastNanos + ".log.gz");
    Path part = plain.resolveSibling(file.getFileName() + PART);
    try (var out = new BufferedOutputStream(new FastGzip(Files.newOutputStream(part)), 1 << 16)) {
      Files.copy(plain, out);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a killed agent left half made. */
  static void removeParts(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /** 0 once another has removed it. */
  long bytes() throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /** Speed before size: logs shrink to a tenth either way. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
