package dev.slipway.agent.logs;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * An app's log as it stood at a moment.
 *
 * @param segments oldest first; one that is removed meanwhile reads as empty
 * @param current bytes of the part that is still written
 */
record Snapshot(List<Segment> segments, ByteString current) {
  /** So much is kept in memory for an answer, whatever was asked for. */
  private static final int MOST_LINES = 10_000;

  private static final long MOST_CHARACTERS = 4 << 20;

  /** The last entries the filter takes, oldest first. */
  List<Entry> tail(Filter filter, int count) throws IOException {
    int wanted = count <= 0 ? MOST_LINES : Math.min(count, MOST_LINES);
    var parts = new ArrayDeque<List<Entry>>();
    int found = 0;
    long characters = 0;
    for (int i = segments.size(); i >= 0 && found < wanted && characters < MOST_CHARACTERS; i--) {
      if (i < segments.size() && segments.get(i).lastNanos() < filter.sinceNanos()) {
        break;
      }
      Deque<Entry> last = last(i, filter, wanted - found);
      found += last.size();
      characters += last.stream().mapToLong(entry -> entry.text().length()).sum();
      parts.addFirst(List.copyOf(last));
    }
    var tail = new ArrayList<Entry>();
    parts.forEach(tail::addAll);
    return tail;
  }

  private Deque<Entry> last(int part, Filter filter, int wanted) throws IOException {
    var last = new ArrayDeque<Entry>();
    long characters = 0;
    try (var lines = new Lines(open(part))) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        Optional<Entry> entry = line.flatMap(Entry::parse).filter(filter::takes);
        if (entry.isPresent()) {
          last.addLast(entry.get());
          characters += entry.get().text().length();
        }
        while (last.size() > wanted || characters > MOST_CHARACTERS) {
          characters -= last.removeFirst().text().length();
        }
      }
    }
    return last;
  }

  private InputStream open(int part) throws IOException {
    if (part == segments.size()) {
      return current.newInput();
    }
    try {
      return new GZIPInputStream(Files.newInputStream(segments.get(part).file()), 1 << 16);
    } catch (NoSuchFileException _) {
      return InputStream.nullInputStream();
    }
  }
}
