package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Long enough and not among the first that are guessed. No rules about kinds of characters: they do
 * not help.
 */
final class PasswordRules {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 200;
  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  static void check(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST || password.length() > LONGEST) {
      throw Problem.invalid("A password has at least 8 characters; 15 or more are better.");
    }
    if (COMMON.contains(password.toLowerCase(Locale.ROOT))
        || password.chars().distinct().count() < 3) {
      throw Problem.invalid("This password is one of the first that are guessed. Choose another.");
    }
  }

  private static Set<String> common() {
    try (InputStream list = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
      return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
