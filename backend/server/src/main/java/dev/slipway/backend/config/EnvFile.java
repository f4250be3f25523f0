package dev.slipway.backend.config;

import dev.slipway.api.config.ImportView.LineProblem;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of an {@code .env} file: {@code KEY=value}, {@code export}, comments, single and
 * double quotes, both over several lines. Nothing is executed or replaced: {@code $HOME} stays
 * {@code $HOME}.
 *
 * @param problems lines that are none; what they say is left out of the values
 */
record EnvFile(Map<String, String> values, List<LineProblem> problems) {

  static EnvFile parse(String text) {
    return new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
  }

  private static final class Reader {
    private static final int MOST_PROBLEMS = 50;

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<LineProblem> problems = new ArrayList<>();
    private int at;
    private int line = 1;

    Reader(String text) {
      this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    EnvFile read() {
      while (at < text.length() && problems.size() < MOST_PROBLEMS) {
        int begun = line;
        try {
          entry(begun);
        } catch (Problem problem) {
          problems.add(new LineProblem(begun, problem.getMessage()));
          if (line == begun) {
            rest();
          }
        }
      }
      return new EnvFile(values, List.copyOf(problems));
    }

    private void entry(int begun) {
      spaces();
      if (at == text.length() || peek() == '\n' || peek() == '#') {
        rest();
        return;
      }
      int end = text.indexOf('\n', at);
      int equals = text.indexOf('=', at);
      if (equals < 0 || (end >= 0 && equals > end)) {
        throw Problem.invalid("There is no = on this line. Write NAME=value.");
      }
      String key = text.substring(at, equals).strip().replaceFirst("^export\\s+", "");
      at = equals + 1;
      String value = value();
      String checked = new VariableKey(key).value();
      Integer earlier = lines.putIfAbsent(checked, begun);
      if (earlier != null) {
        problems.add(
            new LineProblem(
                begun, "%s is set twice, first on line %d.".formatted(checked, earlier)));
        return;
      }
      values.put(checked, value);
    }

    private String value() {
      spaces();
      if (at < text.length() && (peek() == '"' || peek() == '\'')) {
        return quoted(text.charAt(at++));
      }
      String raw = rest();
      int comment = comment(raw);
      return (comment < 0 ? raw : raw.substring(0, comment)).strip();
    }

    private static int comment(String raw) {
      if (raw.startsWith("#")) {
        return 0;
      }
      for (int i = 1; i < raw.length(); i++) {
        if (raw.charAt(i) == '#' && Character.isWhitespace(raw.charAt(i - 1))) {
          return i;
        }
      }
      return -1;
    }

    private String quoted(char quote) {
      int begun = at;
      int begunLine = line;
      var value = new StringBuilder();
      while (at < text.length() && peek() != quote) {
        char next = text.charAt(at++);
        if (next == '\\' && quote == '"' && at < text.length()) {
          value.append(escaped(text.charAt(at++)));
        } else {
          line += next == '\n' ? 1 : 0;
          value.append(next);
        }
      }
      if (at == text.length()) {
        // Otherwise everything behind it would be lost with it.
        at = begun;
        line = begunLine;
        throw Problem.invalid("The quote that begins on this line has no end.");
      }
      at++;
      String behind = rest().strip();
      if (!behind.isEmpty() && !behind.startsWith("#")) {
        problems.add(
            new LineProblem(begunLine, "Something stands behind the closing quote of this value."));
      }
      return value.toString();
    }

    private String escaped(char next) {
      line += next == '\n' ? 1 : 0;
      return switch (next) {
        case 'n' -> "\n";
        case 'r' -> "\r";
        case 't' -> "\t";
        case '"', '\\', '$' -> String.valueOf(next);
        default -> "\\" + next;
      };
    }

    private char peek() {
      return text.charAt(at);
    }

    private void spaces() {
      while (at < text.length() && (peek() == ' ' || peek() == '\t')) {
        at++;
      }
    }

    /** What is left of the line; goes on to the next one. */
    private String rest() {
      int end = text.indexOf('\n', at);
      String rest = end < 0 ? text.substring(at) : text.substring(at, end);
      at = end < 0 ? text.length() : end + 1;
      line++;
      return rest;
    }
  }
}
