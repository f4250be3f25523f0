package dev.slipway.agent.builds;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Build arguments as they stand before the first FROM. */
final class Variables {
  private static final Pattern USE =
      Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)(?::([-+])([^}]*))?\\})");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> given;

  Variables(Map<String, String> given) {
    this.given = given;
  }

  /** Takes the text after ARG: names, with or without what they are unless given. */
  void declare(String text) {
    for (String declaration : text.split("\\s+", -1)) {
      int equals = declaration.indexOf('=');
      String name = equals < 0 ? declaration : declaration.substring(0, equals);
      String usual = equals < 0 ? "" : unquoted(declaration.substring(equals + 1));
      String value = given.getOrDefault(name, expand(usual));
      if (equals >= 0 || given.containsKey(name)) {
        values.put(name, value);
      }
    }
  }

  String expand(String text) {
    Matcher use = USE.matcher(text);
    var expanded = new StringBuilder();
    while (use.find()) {
      use.appendReplacement(expanded, Matcher.quoteReplacement(value(use)));
    }
    return use.appendTail(expanded).toString();
  }

  private String value(Matcher use) {
    String name = use.group(1) == null ? use.group(2) : use.group(1);
    String value = values.getOrDefault(name, "");
    if (use.group(3) == null) {
      return value;
    }
    boolean otherwise = use.group(3).equals("-");
    return value.isEmpty() == otherwise ? expand(use.group(4)) : otherwise ? value : "";
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.startsWith("\"") || text.startsWith("'"))
            && text.endsWith(text.substring(0, 1));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
