package dev.slipway.backend.events;

import java.util.regex.Pattern;

/** Words of strangers on their way into the books. */
final class Texts {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

  private Texts() {}

  /** One line, whatever was in it: what it says must not look like another entry. */
  static String oneLine(String text, int longest) {
    String shown = text.length() > longest ? text.substring(0, longest) : text;
    return UNSEEN.matcher(shown).replaceAll("\uFFFD");
  }
}
