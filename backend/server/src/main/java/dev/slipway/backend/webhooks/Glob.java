package dev.slipway.backend.webhooks;

import java.util.List;

/**
 * Patterns for names with parts: {@code *} within a part, {@code **} for any number of parts,
 * {@code ?} for one character. Takes time in proportion to the lengths, whatever the pattern.
 */
final class Glob {
  private static final String ANY_PARTS = "**";

  private Glob() {}

  static boolean matches(String pattern, String name) {
    return parts(List.of(pattern.split("/", -1)), List.of(name.split("/", -1)));
  }

  /** One row per part of the pattern: which beginnings of the name it reaches. */
  private static boolean parts(List<String> pattern, List<String> name) {
    var reached = new boolean[name.size() + 1];
    reached[0] = true;
    for (String part : pattern) {
      var next = new boolean[name.size() + 1];
      boolean many = part.equals(ANY_PARTS);
      for (int i = 0; i <= name.size(); i++) {
        next[i] =
            many
                ? reached[i] || (i > 0 && next[i - 1])
                : i > 0 && reached[i - 1] && part(part, name.get(i - 1));
      }
      reached = next;
    }
    return reached[name.size()];
  }

  /** Goes back to the last star only: what an earlier one could take, the last one can. */
  private static boolean part(String pattern, String text) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int i = 0;
    while (i < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
