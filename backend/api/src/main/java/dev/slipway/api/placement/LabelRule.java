package dev.slipway.api.placement;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import java.util.List;

/**
 * One condition on a label.
 *
 * @param values one or more for IN and NOT_IN, one whole number for GREATER and LESS, else none
 */
public record LabelRule(String key, @Usual Operator operator, List<String> values) {
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT,
    GREATER,
    LESS
  }

  public LabelRule {
    operator = requireNonNullElse(operator, Operator.EXISTS);
    values = requireNonNullElse(values, List.of());
  }
}
