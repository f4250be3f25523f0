package dev.slipway.backend.audit;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One entry as a line of a spreadsheet. */
final class CsvLine {
  static final String HEAD =
      line(
          "number",
          "time",
          "actor kind",
          "actor",
          "action",
          "outcome",
          "target",
          "target type",
          "target name",
          "changes",
          "address",
          "user agent",
          "token",
          "hash");

  /** With what spreadsheets begin to calculate. */
  private static final String FORMULA = "=+-@\t\r";

  private CsvLine() {}

  static String of(Entry entry) {
    return line(
        Long.toString(entry.seq()),
        entry.at().toString(),
        entry.actorKind(),
        entry.actor(),
        entry.action(),
        entry.outcome(),
        entry.target(),
        entry.targetType(),
        entry.targetName(),
        entry.changes(),
        entry.address(),
        entry.userAgent(),
        entry.token() == null ? null : entry.token().toString(),
        entry.hash());
  }

  private static String line(@Nullable String... values) {
    return Arrays.stream(values).map(CsvLine::quoted).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String quoted(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    String inert = FORMULA.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    return "\"" + inert.replace("\"", "\"\"") + "\"";
  }
}
