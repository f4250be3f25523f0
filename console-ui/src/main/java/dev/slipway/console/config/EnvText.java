package dev.slipway.console.config;

import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.VariableView;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes variables as the text of an {@code .env} file. */
final class EnvText {
  static final String UNCHANGED = "<unchanged>";

  private static final Pattern BARE = Pattern.compile("[^\\s#\"'\\\\][^\\s#\"'\\\\]*");

  private EnvText() {}

  /** What is set at the place itself; secrets without their values. */
  static String of(ConfigView config) {
    return config.variables().stream()
        .filter(variable -> variable.from() == config.level())
        .map(EnvText::line)
        .collect(Collectors.joining());
  }

  private static String line(VariableView variable) {
    return line(variable.key(), variable.secret() ? null : variable.value());
  }

  /**
   * @param value null: stays as it is
   */
  static String line(String key, @Nullable String value) {
    return key + "=" + (value == null ? UNCHANGED : quoted(value)) + "\n";
  }

  private static String quoted(String value) {
    if (value.isEmpty() || BARE.matcher(value).matches()) {
      return value;
    }
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r") + '"';
  }
}
