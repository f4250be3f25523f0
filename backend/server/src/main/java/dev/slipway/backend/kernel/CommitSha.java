package dev.slipway.backend.kernel;

import java.util.regex.Pattern;

/** Full name of a git commit: 40 lower-case hexadecimal digits. */
public record CommitSha(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

  public CommitSha {
    if (!FORM.matcher(value).matches()) {
      throw Problem.invalid("A commit is named by 40 lower-case hexadecimal digits.");
    }
  }
}
