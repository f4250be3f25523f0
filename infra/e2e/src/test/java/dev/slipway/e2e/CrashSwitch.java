package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the control plane at which of its named points to die. It reads that from the
 * installation's settings, as each start does: what is armed now counts from the next start on.
 */
record CrashSwitch(Path state) {
  private static final String LINE = "SLIPWAY_CRASH_";

  /** Every point the installed server declares. */
  @SuppressWarnings("unchecked")
  Set<String> points() {
    Path jar = state.resolve("app/server/slipway-server.jar");
    try (var loader = URLClassLoader.newInstance(new java.net.URL[] {jar.toUri().toURL()})) {
      Class<?> declared = loader.loadClass("dev.slipway.backend.kernel.CrashPoint");
      return new TreeSet<>((Set<String>) declared.getField("ALL").get(null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The server declares no crash points", e);
    }
  }

  /** The points where it died, in order. */
  List<String> hits() {
    return Files.exists(log()) ? TextFiles.read(log()).lines().toList() : List.of();
  }

  void arm(String point) {
    settings("%sAT=%s\n%sLOG=%s\n".formatted(LINE, point, LINE, log()));
  }

  void disarm() {
    settings("");
  }

  private Path log() {
    return state.resolve("crashes");
  }

  private void settings(String more) {
    Path file = Settings.file(state);
    var kept = new StringBuilder();
    TextFiles.read(file)
        .lines()
        .filter(line -> !line.startsWith(LINE))
        .forEach(line -> kept.append(line).append('\n'));
    TextFiles.replace(file, kept + more);
  }
}
