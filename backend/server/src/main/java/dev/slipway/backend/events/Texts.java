package dev.slipway.backend.events;

/** Words of strangers on their way into the books. */
final class Texts {
  private Texts() {}

  /** One line, whatever was in it: what it says must not look like another entry. */
  static String oneLine(String text, int longest) {
    String shown = text.length() > longest ? text.substring(0, longest) : text;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]", "\uFFFD");
  }
}
