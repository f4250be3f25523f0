package dev.slipway.backend.config;

import dev.slipway.backend.kernel.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header that says which version somebody has seen. */
final class IfMatch {
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private IfMatch() {}

  /** Null for whatever is there. */
  static @Nullable Long version(@Nullable String header) {
    if (header == null || header.equals("*")) {
      return null;
    }
    Matcher tag = ETAG.matcher(header);
    if (!tag.matches()) {
      throw Problem.invalid("If-Match takes the ETag of the config as it was sent, such as \"3\".");
    }
    return Long.valueOf(tag.group(1));
  }

  static @Nullable Long required(@Nullable String header) {
    if (header == null) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "precondition-required",
          "Send If-Match with the ETag of the config you have seen, so that nobody's change is lost;"
              + " * replaces whatever is there.");
    }
    return version(header);
  }
}
