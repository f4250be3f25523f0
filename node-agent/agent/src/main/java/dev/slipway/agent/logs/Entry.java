package dev.slipway.agent.logs;

import dev.slipway.protocol.LogLine;
import java.util.Optional;

/**
 * A line as it is kept: one line of a text file, fields parted by tabs, the text last and raw.
 *
 * @param nanos since 1970
 */
record Entry(
    long nanos, String container, String podId, String podName, boolean error, String text) {
  private static final int FIELDS = 6;
  private static final String APP = "app";

  String encoded() {
    return nanos
        + "\t"
        + container
        + "\t"
        + podId
        + "\t"
        + podName
        + "\t"
        + (error ? 'e' : 'o')
        + "\t"
        + text
        + "\n";
  }

  /** Empty for what is no entry, such as a line cut short by a full disk. */
  static Optional<Entry> parse(String line) {
    String[] fields = line.split("\t", FIELDS);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Entry(
              Long.parseLong(fields[0]),
              fields[1],
              fields[2],
              fields[3],
              fields[4].equals("e"),
              fields[5]));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** The name of a container within its pod. */
  static String program(String container, String podName) {
    String before = podName + "_";
    return container.startsWith(before) ? container.substring(before.length()) : APP;
  }

  String program() {
    return program(container, podName);
  }

  LogLine line() {
    String program = program();
    return LogLine.newBuilder()
        .setPodId(podId)
        .setPodName(podName)
        .setAtMillis(nanos / 1_000_000)
        .setError(error)
        .setText(text)
        .setContainer(program.equals(APP) ? "" : program)
        .build();
  }
}
