package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One condition on labels.
 *
 * @param values for IN and NOT_IN any number, for GREATER and LESS one whole number, else none
 */
public record Requirement(String key, Operator operator, List<String> values) {
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT,
    GREATER,
    LESS
  }

  public static Requirement in(String key, String... values) {
    return new Requirement(key, Operator.IN, List.of(values));
  }

  boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case ABSENT -> value == null;
      case GREATER -> compares(value, 1);
      case LESS -> compares(value, -1);
    };
  }

  private boolean compares(@Nullable String value, int sign) {
    if (value == null || values.size() != 1) {
      return false;
    }
    try {
      return Integer.signum(Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst())))
          == sign;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
