package dev.slipway.backend.networking;

import dev.slipway.backend.kernel.Problem;
import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name as it stands in requests: lower-case ASCII labels; names in other scripts in their
 * {@code xn--} form. Everything is checked on the raw text, before any mapping that would quietly
 * drop or replace characters.
 */
record DomainName(String value) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final int LONGEST = 253;

  DomainName {
    List<String> labels = labels(value);
    if (value.length() > LONGEST || labels.size() < 2) {
      throw refusal();
    }
    if (!labels.stream().allMatch(DomainName::valid)
        || NUMBER.matcher(labels.getLast()).matches()) {
      throw refusal();
    }
  }

  /**
   * Takes what a person typed: upper case and other scripts are allowed, look-alikes and disguises
   * are not.
   */
  static DomainName of(String typed) {
    if (typed.length() > LONGEST) {
      throw refusal();
    }
    return new DomainName(String.join(".", labels(typed).stream().map(DomainName::ascii).toList()));
  }

  boolean under(String base) {
    return value.endsWith("." + base);
  }

  @Override
  public String toString() {
    return value;
  }

  private static List<String> labels(String name) {
    return Arrays.asList(name.split("\\.", -1));
  }

  private static String ascii(String label) {
    if (label.chars().allMatch(character -> character < 128)) {
      // ASCII only, so nothing outside of it can fold into it.
      return label.toLowerCase(Locale.ROOT);
    }
    if (!label.codePoints().allMatch(DomainName::letterOrDigit) || scripts(label) > 1) {
      throw refusal();
    }
    try {
      return IDN.toASCII(label.toLowerCase(Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw refusal();
    }
  }

  private static boolean valid(String label) {
    if (!LABEL.matcher(label).matches()) {
      return false;
    }
    if (!label.startsWith("xn--")) {
      return label.length() < 4 || !label.startsWith("--", 2);
    }
    // An encoded label must say something, and say it in the one way that it is written.
    String decoded = IDN.toUnicode(label);
    try {
      return !decoded.equals(label)
          && decoded.codePoints().allMatch(DomainName::letterOrDigit)
          && scripts(decoded) == 1
          && IDN.toASCII(decoded, IDN.USE_STD3_ASCII_RULES).equals(label);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean letterOrDigit(int character) {
    return Character.isLetterOrDigit(character)
        || character == '-'
        || Character.getType(character) == Character.NON_SPACING_MARK
        || Character.getType(character) == Character.COMBINING_SPACING_MARK;
  }

  private static long scripts(String label) {
    return label
        .codePoints()
        .mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .distinct()
        .count();
  }

  private static Problem refusal() {
    return Problem.invalid(
        "That is not a host name. Write it like shop.example.com: letters, digits and hyphens"
            + " between dots, without scheme, port, path or wildcard.");
  }
}
