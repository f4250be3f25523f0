package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The processes of an installation that may be killed, found by its own pid files. */
enum Service {
  SERVER,
  AGENT,
  HAPROXY,
  POSTGRES;

  /** Ends it as kill -9 does. HAProxy's pid is that of a master, and a worker does the work. */
  void kill(Platform platform) {
    ProcessHandle.of(pid(platform))
        .ifPresent(process -> {
          List<ProcessHandle> workers = process.children().toList();
          process.destroyForcibly();
          if (this == HAPROXY) {
            workers.forEach(ProcessHandle::destroyForcibly);
          }
        });
  }

  /** The supervisor pauses before it starts what keeps ending; this ends the pause. */
  void hurry(Platform platform) {
    supervisor(platform)
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/sleep"))
        .forEach(ProcessHandle::destroy);
  }

  boolean runs(Platform platform) {
    return process(platform).isAlive();
  }

  /** Its process id as last written down; it may be gone by now. */
  long pid(Platform platform) {
    return pid(this == POSTGRES ? postmaster(platform.state()) : file(platform, ".child.pid"));
  }

  private ProcessHandle process(Platform platform) {
    return ProcessHandle.of(pid(platform)).orElseThrow();
  }

  private ProcessHandle supervisor(Platform platform) {
    return ProcessHandle.of(pid(file(platform, ".pid"))).orElseThrow();
  }

  private Path file(Platform platform, String end) {
    return platform.state().resolve("run").resolve(name().toLowerCase(Locale.ROOT) + end);
  }

  private static long pid(Path file) {
    return Long.parseLong(TextFiles.read(file).split("\\s", 2)[0]);
  }

  private static Path postmaster(Path state) {
    try (var clusters = Files.list(state.resolve("postgres"))) {
      return clusters
          .map(cluster -> cluster.resolve("postmaster.pid"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
