package dev.slipway.backend.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places where a test may kill the control plane: between any two steps of push, build, deploy,
 * drain and complete. Does nothing unless the environment variable SLIPWAY_CRASH_AT names the
 * place; then its name is appended to the file SLIPWAY_CRASH_LOG and the process is gone, as by
 * kill -9.
 */
public final class CrashPoint {
  /** Every place there is. A test goes through them all and fails on one that was never reached. */
  public static final Set<String> ALL =
      Set.of(
          "push.received",
          "push.deployment-started",
          "webhook.recorded",
          "webhook.kept",
          "build.queued",
          "build.claimed",
          "build.dispatched",
          "build.log-stored",
          "build.finished",
          "deployment.started",
          "deployment.not-built",
          "deployment.revision-created",
          "deployment.begun",
          "deployment.pods-created",
          "deployment.pods-placed",
          "deployment.progressed",
          "deployment.old-drained",
          "deployment.old-stopped",
          "deployment.complete",
          "deployment.aborted",
          "deployment.returned",
          "agents.desired-set-sent",
          "agents.report-filed",
          "agents.routed-recorded");

  private static final int KILLED = 137;
  private static final @Nullable String AT = System.getenv("SLIPWAY_CRASH_AT");
  private static volatile Consumer<String> watcher = _ -> {};

  private CrashPoint() {}

  /**
   * @param name one of {@link #ALL}
   */
  public static void here(String name) {
    if (!ALL.contains(name)) {
      throw new IllegalArgumentException("Add the crash point " + name + " to the list");
    }
    watcher.accept(name);
    if (name.equals(AT)) {
      crash(name);
    }
  }

  /**
   * For tests within one process: the watcher is told of every place that is reached, and may throw
   * instead of dying. Closing ends it.
   */
  public static Watch watch(Consumer<String> watcher) {
    CrashPoint.watcher = watcher;
    return () -> CrashPoint.watcher = _ -> {};
  }

  /** Ends a {@link #watch}. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private static void crash(String name) {
    String log = System.getenv("SLIPWAY_CRASH_LOG");
    try {
      if (log != null) {
        Files.writeString(
            Path.of(log), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
