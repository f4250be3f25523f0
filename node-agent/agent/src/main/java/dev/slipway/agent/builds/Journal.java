package dev.slipway.agent.builds;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.protocol.BuildReport;
import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * All that was reported of a build, on disk until the control plane has stored it: a build goes on
 * while nobody listens, and its end is told by a later agent if need be.
 */
final class Journal {
  private static final String FILE = "reports";

  private final String id;
  private final Path file;
  private final Consumer<BuildReport> consumer;
  private long stored;
  private boolean ended;
  private boolean forgotten;

  private Journal(String id, Path folder, Consumer<BuildReport> consumer) {
    this.id = id;
    this.file = folder.resolve(FILE);
    this.consumer = consumer;
  }

  static Journal begin(String id, Path folder, Consumer<BuildReport> consumer) throws IOException {
    Files.createDirectories(folder);
    return new Journal(id, folder, consumer);
  }

  /** One that an earlier agent left; its build lives no more. */
  static Journal left(Path folder, Consumer<BuildReport> consumer) throws IOException {
    var journal = new Journal(folder.getFileName().toString(), folder, consumer);
    journal.each(report -> journal.ended = journal.ended || ends(report));
    return journal;
  }

  private static boolean ends(BuildReport report) {
    return report.hasImage() || report.hasFailure() || report.hasCanceled();
  }

  synchronized void add(BuildReport.Builder what) {
    if (forgotten) {
      return;
    }
    BuildReport report = what.setId(id).build();
    // Not one of the streams an interrupt closes: the end of a canceled build is written too.
    try (var out = new FileOutputStream(file.toFile(), true)) {
      report.writeDelimitedTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ended = ended || ends(report);
    consumer.accept(report);
  }

  /** The log up to that number needs not be told again. */
  synchronized void stored(long seq) {
    stored = Math.max(stored, seq);
  }

  /** Nobody wants to hear more of the build; its folder goes. */
  synchronized void forget() {
    forgotten = true;
  }

  synchronized boolean ended() {
    return ended;
  }

  /** Tells again what is not known to be stored. */
  synchronized void resend() {
    try {
      each(report -> {
        if (!report.hasLog() || report.getLog().getSeq() > stored) {
          consumer.accept(report);
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void each(Consumer<BuildReport> each) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      for (BuildReport report = BuildReport.parseDelimitedFrom(in);
          report != null;
          report = BuildReport.parseDelimitedFrom(in)) {
        each.accept(report);
      }
    } catch (InvalidProtocolBufferException _) {
      // The agent was killed while it wrote: what came before counts.
    }
  }
}
