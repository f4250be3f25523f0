package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address, in lower case. Whether mail arrives there only mail can tell. */
public record Email(String value) {
  // ASCII on purpose: two addresses that look the same are the same.
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9.-]{0,187}[a-z0-9])?");

  public Email {
    if (!FORM.matcher(value).matches()) {
      throw Problem.invalid("This is not an e-mail address.");
    }
  }

  public static Email of(String typed) {
    return new Email(normal(typed));
  }

  /** Of whatever was typed: all that stands for the same address is the same. */
  static String normal(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }
}
