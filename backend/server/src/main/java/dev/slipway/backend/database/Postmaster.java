package dev.slipway.backend.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running PostgreSQL as its own file {@code postmaster.pid} tells of it. */
final class Postmaster {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final int STATUS_LINE = 7;

  private Postmaster() {}

  /** True once this process accepts connections. */
  static boolean ready(Path data, long pid) throws IOException {
    List<String> lines = lines(data);
    return lines.size() > STATUS_LINE
        && lines.getFirst().strip().equals(String.valueOf(pid))
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /**
   * Ends a server an earlier control plane left behind when it was killed. It could be adopted, but
   * a child of our own is watched and ends with us; stopping it takes a fraction of a second.
   */
  static void stopStale(Path data) throws IOException, InterruptedException {
    Optional<ProcessHandle> stale = running(data);
    if (stale.isEmpty()) {
      return;
    }
    log.info(
        "Stopping the PostgreSQL (process {}) that an earlier start left behind",
        stale.get().pid());
    stop(stale.get());
  }

  /** Politely, then less so. */
  static void stop(ProcessHandle server) throws InterruptedException {
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      signal(server.pid(), signal);
      if (gone(server, Duration.ofSeconds(10))) {
        return;
      }
    }
    throw new IllegalStateException("PostgreSQL (process %d) does not end".formatted(server.pid()));
  }

  private static boolean gone(ProcessHandle process, Duration patience)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > until) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  private static void signal(long pid, String signal) throws InterruptedException {
    try {
      int _ = new ProcessBuilder("kill", "-s", signal, String.valueOf(pid)).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot send a signal to PostgreSQL", e);
    }
  }

  private static Optional<ProcessHandle> running(Path data) throws IOException {
    List<String> lines = lines(data);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    // The number may belong to somebody else by now: a server of ours stands in its data folder.
    Path standsIn = Path.of("/proc/" + pid + "/cwd");
    if (!Files.exists(standsIn) || !Files.isSameFile(standsIn, data)) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid);
  }

  private static List<String> lines(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
