package dev.slipway.agent.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine's control groups, of version 2 or, on machines that still have it, version 1. On a
 * machine without either nothing is known of any container.
 *
 * @param folder where they are mounted
 * @param processes where the machine's processes are described
 */
public record Cgroups(Path folder, Path processes) {
  private static final List<String> CPU_FOLDERS = List.of("cpuacct", "cpu,cpuacct");

  public static Cgroups ofThisMachine() {
    return new Cgroups(Path.of("/sys/fs/cgroup"), Path.of("/proc"));
  }

  /**
   * @param pid of the container's first process
   * @return empty when it has ended, or the machine does not say
   */
  Optional<Consumption> read(long pid, String containerId) {
    try {
      Path file = processes.resolve(Long.toString(pid)).resolve("cgroup");
      Map<String, String> paths = CgroupPaths.of(Files.readString(file), containerId);
      return Optional.ofNullable(
          Files.exists(folder.resolve("cgroup.controllers"))
              ? unified(paths.get(CgroupPaths.UNIFIED))
              : separate(paths.get("cpuacct"), paths.get("memory")));
    } catch (IOException | NumberFormatException _) {
      // It ended while we looked, or the kernel counts otherwise: nothing is known this time.
      return Optional.empty();
    }
  }

  private @Nullable Consumption unified(@Nullable String path) throws IOException {
    if (path == null) {
      return null;
    }
    Path group = within(folder, path);
    long cpu = field(group.resolve("cpu.stat"), "usage_usec");
    long inactive = field(group.resolve("memory.stat"), "inactive_file");
    return new Consumption(cpu, held(number(group.resolve("memory.current")), inactive));
  }

  private @Nullable Consumption separate(@Nullable String cpu, @Nullable String memory)
      throws IOException {
    Path accounting =
        CPU_FOLDERS.stream()
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(null);
    if (cpu == null || memory == null || accounting == null) {
      return null;
    }
    long nanos = number(within(accounting, cpu).resolve("cpuacct.usage"));
    Path group = within(folder.resolve("memory"), memory);
    long inactive = field(group.resolve("memory.stat"), "total_inactive_file");
    return new Consumption(
        nanos / 1000, held(number(group.resolve("memory.usage_in_bytes")), inactive));
  }

  private static Path within(Path hierarchy, String path) {
    return hierarchy.resolve(path.substring(1));
  }

  private static long held(long all, long inactive) {
    return Math.max(0, all - inactive);
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }

  private static long field(Path file, String name) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElseThrow(() -> new IOException(file + " does not name " + name));
  }
}
