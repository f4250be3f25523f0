package dev.slipway.agent.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instruction of a Dockerfile.
 *
 * @param keyword in upper case
 * @param rest with continued lines joined
 */
record Instruction(String keyword, String rest) {
  private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([A-Za-z]+)\\s*=\\s*(\\S+)\\s*");
  private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*(['\"]?)(\\w+)\\1");

  static List<Instruction> parse(String dockerfile) {
    List<String> lines = dockerfile.replace("\ufeff", "").lines().toList();
    char escape = escape(lines);
    var instructions = new ArrayList<Instruction>();
    var joined = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.charAt(line.length() - 1) == escape) {
        joined.append(line, 0, line.length() - 1).append(' ');
        continue;
      }
      of(joined.append(line).toString()).ifPresent(instructions::add);
      i = afterHeredocs(joined.toString(), lines, i);
      joined.setLength(0);
    }
    of(joined.toString()).ifPresent(instructions::add);
    return instructions;
  }

  private static Optional<Instruction> of(String text) {
    String[] parts = text.strip().split("\\s+", 2);
    if (parts[0].isEmpty()) {
      return Optional.empty();
    }
    String rest = parts.length > 1 ? parts[1].strip() : "";
    return Optional.of(new Instruction(parts[0].toUpperCase(Locale.ROOT), rest));
  }

  /** A document in an instruction may hold lines that look like instructions. */
  private static int afterHeredocs(String instruction, List<String> lines, int at) {
    int i = at;
    if (instruction.matches("(?is)(RUN|COPY|ADD)\\s.*")) {
      Matcher documents = HEREDOC.matcher(instruction);
      while (documents.find()) {
        String end = documents.group(2);
        do {
          i++;
        } while (i < lines.size() && !lines.get(i).strip().equals(end));
      }
    }
    return i;
  }

  /** Directives stand before everything else; only this one changes how the rest is read. */
  private static char escape(List<String> lines) {
    for (String line : lines) {
      Matcher directive = DIRECTIVE.matcher(line);
      if (!directive.matches()) {
        break;
      }
      if (directive.group(1).equalsIgnoreCase("escape")) {
        return directive.group(2).charAt(0);
      }
    }
    return '\\';
  }

  /**
   * The file without the line that asks for another front end, which would have to be fetched from
   * a hub. An empty line stays, so that line numbers in messages are right.
   */
  static String withoutSyntax(String dockerfile) {
    var kept = new StringBuilder();
    boolean directives = true;
    for (String line : dockerfile.split("\n", -1)) {
      Matcher directive = DIRECTIVE.matcher(line.replace("\ufeff", "").strip());
      directives = directives && directive.matches();
      boolean syntax = directives && directive.group(1).equalsIgnoreCase("syntax");
      kept.append(kept.isEmpty() ? "" : "\n").append(syntax ? "#" : line);
    }
    return kept.toString();
  }
}
