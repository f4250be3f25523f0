package dev.slipway.agent.builds;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.protocol.BuildReport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that was reported of a build, on disk until the control plane has stored it: a build goes on
 * while nobody listens, and its end is told by a later agent if need be. What a full disk does not
 * take is kept in memory instead, and told by this agent or by none. Telling has a thread of its
 * own, so that a slow listener does not slow the build.
 */
final class Journal {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final String FILE = "reports";

  private final String id;
  private final Path file;
  private final Consumer<BuildReport> consumer;
  private final List<Place> places = new ArrayList<>();
  private long size;
  private int next;
  private long stored;
  private boolean ended;
  private boolean forgotten;

  /**
   * Where a report is.
   *
   * @param offset in the file
   * @param seq of a piece of log; else 0
   * @param held the report itself, when the disk had no room for it
   */
  private record Place(long offset, long seq, @Nullable BuildReport held) {}

  private Journal(String id, Path folder, Consumer<BuildReport> consumer) {
    this.id = id;
    this.file = folder.resolve(FILE);
    this.consumer = consumer;
  }

  static Journal begin(String id, Path folder, Consumer<BuildReport> consumer) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException e) {
      log.warn("The reports of build {} have no folder: {}", id, e.toString());
    }
    var journal = new Journal(id, folder, consumer);
    journal.startTelling();
    return journal;
  }

  /** One that an earlier agent left; its build lives no more. Tells nothing before it is asked. */
  static Journal left(Path folder, Consumer<BuildReport> consumer) throws IOException {
    var journal = new Journal(folder.getFileName().toString(), folder, consumer);
    journal.readPlaces();
    journal.next = journal.places.size();
    if (journal.ended) {
      journal.startTelling();
    }
    return journal;
  }

  private void startTelling() {
    Thread.ofVirtual().name("build-reports-" + id).start(this::tell);
  }

  private synchronized void readPlaces() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      for (BuildReport report = BuildReport.parseDelimitedFrom(in);
          report != null;
          report = BuildReport.parseDelimitedFrom(in)) {
        written(report);
      }
    } catch (InvalidProtocolBufferException _) {
      // The agent was killed while it wrote: what came before counts.
    }
  }

  private void written(BuildReport report) {
    note(report, null);
    int length = report.getSerializedSize();
    size += CodedOutputStream.computeUInt32SizeNoTag(length) + length;
  }

  private void note(BuildReport report, @Nullable BuildReport held) {
    places.add(new Place(size, report.getLog().getSeq(), held));
    ended = ended || report.hasImage() || report.hasFailure() || report.hasCanceled();
  }

  synchronized void add(BuildReport.Builder what) {
    if (forgotten) {
      return;
    }
    BuildReport report = what.setId(id).build();
    try {
      write(report);
      written(report);
    } catch (IOException e) {
      log.warn("A report of build {} is kept in memory only: {}", id, e.toString());
      note(report, report);
    }
    notifyAll();
  }

  private void write(BuildReport report) throws IOException {
    // Not one of the streams an interrupt closes: the end of a canceled build is written too.
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      // Half a report, which a full disk or the end of an agent left.
      if (out.length() > size) {
        out.setLength(size);
      }
      out.seek(size);
      var bytes = new ByteArrayOutputStream();
      report.writeDelimitedTo(bytes);
      out.write(bytes.toByteArray());
    }
  }

  /** The log up to that number needs not be told again. */
  synchronized void stored(long seq) {
    stored = Math.max(stored, seq);
  }

  /** Nobody wants to hear more of the build; its folder goes. */
  synchronized void forget() {
    forgotten = true;
    notifyAll();
  }

  synchronized boolean ended() {
    return ended;
  }

  /** Tells again what is not known to be stored. */
  synchronized void resend() {
    next = 0;
    notifyAll();
  }

  private void tell() {
    try {
      for (BuildReport report = following(); report != null; report = following()) {
        consumer.accept(report);
      }
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException("The reports of build " + id + " could not be told.", e);
    }
  }

  /** The next report to tell, or null when the build is forgotten. */
  private synchronized @Nullable BuildReport following() throws InterruptedException, IOException {
    while (!forgotten) {
      while (next < places.size()) {
        Place place = places.get(next++);
        if (place.seq() == 0 || place.seq() > stored) {
          return place.held() == null ? read(place) : place.held();
        }
      }
      wait();
    }
    return null;
  }

  private BuildReport read(Place place) throws IOException {
    try (var in = new FileInputStream(file.toFile())) {
      in.skipNBytes(place.offset());
      return BuildReport.parseDelimitedFrom(in);
    }
  }
}
