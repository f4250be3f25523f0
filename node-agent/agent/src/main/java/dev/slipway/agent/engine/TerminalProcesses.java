package dev.slipway.agent.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The processes of one terminal: its first one, what that began, and all of its session. */
final class TerminalProcesses {
  private static final Path PROC = Path.of("/proc");

  /** In /proc/…/stat, after the name, which may hold anything: state, parent, group, session. */
  private static final int SESSION = 3;

  private TerminalProcesses() {}

  /**
   * @param first the machine's number for the process the engine started
   */
  static void kill(long first) {
    Set<Long> all = new LinkedHashSet<>();
    ProcessHandle.of(first)
        .ifPresent(process -> process.descendants().map(ProcessHandle::pid).forEach(all::add));
    all.addAll(session(PROC, first));
    all.add(first);
    all.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  /** A shell's jobs in the background too: a terminal's first process leads a session. */
  static Set<Long> session(Path proc, long leader) {
    Set<Long> found = new LinkedHashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (Path process : processes) {
        if (sessionOf(process) == leader) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException _) {
      // What cannot be looked through holds nothing we may end.
    }
    return found;
  }

  private static long sessionOf(Path process) {
    try {
      String stat =
          Files.readString(process.resolve("stat"), java.nio.charset.StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 6);
      return fields.length > SESSION ? Long.parseLong(fields[SESSION]) : 0;
    } catch (IOException | NumberFormatException _) {
      // Ended meanwhile.
      return 0;
    }
  }
}
