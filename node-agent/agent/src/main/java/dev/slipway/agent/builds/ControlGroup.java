package dev.slipway.agent.builds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The control group below which the engine runs its builds, in either version of the kernel's. */
final class ControlGroup {
  private static final String NAME = "buildkit";

  private final Path root;
  private final String parent;

  /**
   * @param root usually /sys/fs/cgroup
   * @param parent the engine's parent group, such as /docker
   */
  ControlGroup(Path root, String parent) {
    this.root = root;
    this.parent = parent.replaceFirst("^/+", "");
  }

  private boolean unified() {
    return Files.exists(root.resolve("cgroup.controllers"));
  }

  void limit(long memoryBytes, long quotaMicros, int periodMicros, int pids) throws IOException {
    if (unified()) {
      Path group = Files.createDirectories(root.resolve(parent).resolve(NAME));
      write(group.resolve("memory.max"), memoryBytes);
      write(group.resolve("memory.swap.max"), 0);
      Files.writeString(group.resolve("cpu.max"), quotaMicros + " " + periodMicros);
      write(group.resolve("pids.max"), pids);
      return;
    }
    memory(group("memory"), memoryBytes);
    Path cpu = group("cpu");
    write(cpu.resolve("cpu.cfs_period_us"), periodMicros);
    write(cpu.resolve("cpu.cfs_quota_us"), quotaMicros);
    write(group("pids").resolve("pids.max"), pids);
  }

  /** With swap may never be below without, so which goes first depends on the direction. */
  private static void memory(Path group, long bytes) throws IOException {
    Path plain = group.resolve("memory.limit_in_bytes");
    Path withSwap = group.resolve("memory.memsw.limit_in_bytes");
    boolean grows = Long.parseLong(Files.readString(plain).strip()) < bytes;
    if (grows && Files.exists(withSwap)) {
      write(withSwap, bytes);
    }
    write(plain, bytes);
    if (!grows && Files.exists(withSwap)) {
      write(withSwap, bytes);
    }
  }

  private Path group(String controller) throws IOException {
    Path hierarchy = root.resolve(controller);
    if (!Files.isDirectory(hierarchy)) {
      throw new NoSuchFileException(hierarchy.toString());
    }
    return Files.createDirectories(hierarchy.resolve(parent).resolve(NAME));
  }

  long outOfMemory() {
    try {
      Path events =
          unified()
              ? root.resolve(parent).resolve(NAME).resolve("memory.events")
              : group("memory").resolve("memory.oom_control");
      return Files.readAllLines(events).stream()
          .filter(line -> line.startsWith("oom_kill "))
          .mapToLong(line -> Long.parseLong(line.substring(9).strip()))
          .sum();
    } catch (IOException _) {
      // Without the group there is no limit to exceed.
      return 0;
    }
  }

  private static void write(Path file, long value) throws IOException {
    Files.writeString(file, Long.toString(value));
  }
}
