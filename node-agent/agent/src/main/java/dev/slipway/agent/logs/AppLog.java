package dev.slipway.agent.logs;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an app's pods on this node wrote: a plain file that grows, and compressed ones before it.
 * How far each container was read follows from what is kept, so nothing is kept twice or missed
 * when the agent is killed.
 */
final class AppLog implements Closeable {
  /** Size at which the plain file is compressed. */
  static final int PART = 1 << 20;

  private static final String CURRENT = "current.log";

  private final Path folder;
  private final Path current;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Position> positions = new HashMap<>();
  private FileOutputStream out;
  private long size;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos;

  AppLog(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.current = folder.resolve(CURRENT);
    Segment.removeParts(folder);
    positions.putAll(Positions.read(folder));
    recover();
    this.out = append();
  }

  /** Not one of the streams an interrupt closes: many threads write, and any may be ended. */
  private FileOutputStream append() throws IOException {
    return new FileOutputStream(current.toFile(), true);
  }

  /** Takes up a file an earlier agent left, which may end in the middle of an entry. */
  private void recover() throws IOException {
    if (!Files.exists(current)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(current);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    try (var lines = new Lines(new ByteArrayInputStream(bytes, 0, whole))) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        line.flatMap(Entry::parse).ifPresent(this::note);
      }
    }
    boolean compressed =
        Segment.in(folder).stream()
            .anyMatch(part -> part.firstNanos() == firstNanos && part.lastNanos() == lastNanos);
    if (compressed) {
      // The agent ended before it could take the plain one away.
      whole = 0;
      begin();
    }
    try (var file = Files.newByteChannel(current, StandardOpenOption.WRITE)) {
      file.truncate(whole);
    }
    size = whole;
  }

  private void begin() {
    size = 0;
    firstNanos = Long.MAX_VALUE;
    lastNanos = 0;
  }

  private void note(Entry entry) {
    Position before = positions.getOrDefault(entry.container(), Position.START);
    positions.put(entry.container(), before.after(entry.nanos()));
    firstNanos = Math.min(firstNanos, entry.nanos());
    lastNanos = Math.max(lastNanos, entry.nanos());
  }

  Position position(String container) {
    lock.lock();
    try {
      return positions.getOrDefault(container, Position.START);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps the entry and runs what has to happen in its order.
   *
   * @return true if a part was completed, so that old ones may have to go
   */
  boolean append(Entry entry, Runnable inOrder) throws IOException {
    byte[] bytes = entry.encoded().getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      inOrder.run();
      write(bytes);
      size += bytes.length;
      note(entry);
      if (size < PART) {
        return false;
      }
      complete();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void write(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      // A full disk took a part of the entry, and the next one would be glued to it.
      out.getChannel().truncate(size);
      throw e;
    }
  }

  private void complete() throws IOException {
    out.close();
    // In this order: ending after any of these steps loses nothing and doubles nothing.
    Positions.write(folder, positions);
    Segment.make(current, firstNanos, lastNanos);
    Files.delete(current);
    out = append();
    begin();
  }

  /**
   * The log as it stands; whatever is done with the listener, it is told exactly what comes after.
   *
   * @param listening run while nothing can be appended
   */
  Snapshot snapshot(Runnable listening) throws IOException {
    lock.lock();
    try {
      listening.run();
      return new Snapshot(Segment.in(folder), ByteString.copyFrom(Files.readAllBytes(current)));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      out.close();
    } finally {
      lock.unlock();
    }
  }
}
