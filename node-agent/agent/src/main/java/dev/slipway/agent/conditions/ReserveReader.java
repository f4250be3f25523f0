package dev.slipway.agent.conditions;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.agent.proc.ProgramMissing;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the kernel what is left. */
final class ReserveReader {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long KIBIBYTE = 1024;
  private static final int LARGEST = 1 << 14;

  /** Counting files begins a program. */
  private static final int FILES_EVERY = 6;

  private static final long[] UNKNOWN = {-1, -1};

  private final Exec exec;
  private final Path proc;
  private long[] files = UNKNOWN;
  private int times;

  /**
   * @param proc usually {@code /proc}
   */
  ReserveReader(Exec exec, Path proc) {
    this.exec = exec;
    this.proc = proc;
  }

  /**
   * All of it is of now, but the number of files, which may be of one of the last times.
   *
   * @param disk a folder on the file system with images and containers
   */
  Reserves read(Path disk) throws InterruptedException {
    File store = disk.toFile();
    long bytes = store.getTotalSpace();
    if (times++ % FILES_EVERY == 0) {
      files = files(disk);
    }
    long running = running();
    long most = Math.min(number("sys/kernel/pid_max"), number("sys/kernel/threads-max"));
    return new Reserves(
        memoryAvailable(),
        bytes > 0 ? bytes : -1,
        bytes > 0 ? store.getUsableSpace() : -1,
        files[0],
        files[1],
        most,
        running < 0 ? -1 : Math.max(0, most - running));
  }

  private long memoryAvailable() {
    return text("meminfo")
        .lines()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> digits(line) * KIBIBYTE)
        .findFirst()
        .orElse(-1);
  }

  /** The fourth word of loadavg is how many run and how many there are. */
  private long running() {
    String[] words = text("loadavg").split("\\s+", -1);
    int slash = words.length > 3 ? words[3].indexOf('/') : -1;
    return slash < 0 ? -1 : digits(words[3].substring(slash));
  }

  private long number(String file) {
    String text = text(file);
    return text.isBlank() ? -1 : digits(text);
  }

  private static long digits(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
  }

  /** Files and free files, which Java cannot count. */
  private long[] files(Path disk) throws InterruptedException {
    try {
      Outcome said =
          exec.run(Command.of("stat", "-f", "-c", "%c %d", disk.toString()).within(PATIENCE));
      String[] words = said.output().strip().split(" ", -1);
      return said.ok() && words.length == 2
          ? new long[] {digits(words[0]), digits(words[1])}
          : UNKNOWN;
    } catch (ProgramMissing _) {
      // Nothing follows from what nobody can say.
      return UNKNOWN;
    }
  }

  private String text(String file) {
    // In large pieces: files of settings give what they have at the first read only, and a file
    // that
    // says its size is 0 would be read a byte at first.
    try (var in = Files.newInputStream(proc.resolve(file))) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.US_ASCII);
    } catch (IOException _) {
      // Nothing follows from what nobody can say.
      return "";
    }
  }
}
