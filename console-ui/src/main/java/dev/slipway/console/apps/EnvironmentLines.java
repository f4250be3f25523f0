package dev.slipway.console.apps;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A container's variables as lines of text: {@code NAME=value}. */
final class EnvironmentLines {
  private static final Pattern LINE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  private EnvironmentLines() {}

  static String text(Map<String, String> variables) {
    return variables.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(joining("\n"));
  }

  /** The first line that is no variable; null when all are. */
  static @Nullable String wrong(String text) {
    return lines(text).filter(line -> !LINE.matcher(line).matches()).findFirst().orElse(null);
  }

  static Map<String, String> of(String text) {
    var variables = new LinkedHashMap<String, String>();
    lines(text)
        .forEach(line -> {
          int equals = line.indexOf('=');
          variables.put(line.substring(0, equals), line.substring(equals + 1));
        });
    return variables;
  }

  private static Stream<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty());
  }
}
