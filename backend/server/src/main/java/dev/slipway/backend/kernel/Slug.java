package dev.slipway.backend.kernel;

import java.util.regex.Pattern;

/**
 * A name for addresses: lower-case letters, digits and hyphens, at most 40, beginning with a
 * letter.
 */
public record Slug(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

  public Slug {
    // xn-- begins a name in other letters, written for DNS.
    if (!FORM.matcher(value).matches() || value.startsWith("xn--")) {
      throw Problem.invalid(
          "A name has 1 to 40 lower-case letters, digits and hyphens, begins with a letter and does not end with a"
              + " hyphen.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
