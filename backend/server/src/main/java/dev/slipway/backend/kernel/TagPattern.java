package dev.slipway.backend.kernel;

import java.util.regex.Pattern;

/**
 * A tag, or with stars a pattern of tags: {@code v1.*} is every tag that begins with v1 and a dot.
 */
public record TagPattern(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_*][A-Za-z0-9_.*-]{0,127}");
  private static final int MOST_STARS = 4;

  public TagPattern {
    if (!FORM.matcher(value).matches()
        || value.chars().filter(letter -> letter == '*').count() > MOST_STARS) {
      throw Problem.invalid(
          "This is not the tag of an image: letters, digits, dots, hyphens and underscores, at most 128. A star"
              + " stands for anything, as in v1.*.");
    }
  }

  /** Whether it is one tag only. */
  public boolean exact() {
    return value.indexOf('*') < 0;
  }

  /** Without backtracking: parts between stars are looked for one after the other. */
  public boolean matches(String tag) {
    if (exact()) {
      return value.equals(tag);
    }
    String[] parts = value.split("\\*", -1);
    if (!tag.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = tag.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return tag.length() - last.length() >= at && tag.endsWith(last);
  }
}
