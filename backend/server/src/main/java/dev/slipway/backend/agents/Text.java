package dev.slipway.backend.agents;

/** Text that comes from outside, made fit to be kept. */
final class Text {
  private Text() {}

  /** Without the characters PostgreSQL does not take, cut to so many. */
  static String within(String text, int length) {
    String clean = text.replace("\0", "");
    if (clean.length() <= length) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
    return clean.substring(0, end);
  }
}
