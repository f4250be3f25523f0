package dev.slipway.console.apps;

import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.FailureRule.Action;
import dev.slipway.api.apps.JobSpec.FailureRule.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What exit codes mean, a line each: {@code fail 2 3}, {@code ignore not 1}. */
final class FailureRules {
  private FailureRules() {}

  static String lines(List<FailureRule> rules) {
    return rules.stream().map(FailureRules::line).collect(Collectors.joining("\n"));
  }

  /**
   * @throws IllegalArgumentException with a sentence about the line that is none
   */
  static List<FailureRule> rules(String lines) {
    return lines
        .lines()
        .map(String::trim)
        .filter(line -> !line.isEmpty())
        .map(FailureRules::rule)
        .toList();
  }

  private static String line(FailureRule rule) {
    return word(rule.action())
        + (rule.operator() == Operator.NOT_IN ? " not " : " ")
        + rule.exitCodes().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static FailureRule rule(String line) {
    List<String> words = Arrays.asList(line.toLowerCase(Locale.ROOT).split("[\\s,:]+", -1));
    boolean not = words.size() > 1 && words.get(1).equals("not");
    List<String> codes = words.subList(Math.min(words.size(), not ? 2 : 1), words.size());
    if (codes.isEmpty() || !codes.stream().allMatch(code -> code.matches("[0-9]{1,3}"))) {
      throw new IllegalArgumentException(
          "\"%s\" names no exit codes. Write for example: fail 2 3".formatted(line));
    }
    return new FailureRule(
        action(words.getFirst(), line),
        not ? Operator.NOT_IN : Operator.IN,
        codes.stream().map(Integer::valueOf).toList());
  }

  private static String word(Action action) {
    return switch (action) {
      case FAIL_JOB -> "fail";
      case IGNORE -> "ignore";
      case COUNT -> "count";
      case FAIL_INDEX -> "fail-index";
    };
  }

  private static Action action(String word, String line) {
    return Arrays.stream(Action.values())
        .filter(action -> word(action).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" begins with none of fail, ignore, count and fail-index.".formatted(line)));
  }
}
