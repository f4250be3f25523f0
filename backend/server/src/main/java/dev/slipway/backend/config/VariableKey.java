package dev.slipway.backend.config;

import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Name of a variable an app is started with. */
record VariableKey(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");

  /** Given by the platform, or able to load foreign code into every process of the container. */
  private static final Set<String> RESERVED =
      Set.of("PORT", "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT");

  private static final List<String> PREFIXES = List.of("SLIPWAY_", "PLATFORM_");

  VariableKey {
    if (!FORM.matcher(value).matches()) {
      throw Problem.invalid(
          "A variable's name begins with a letter or underscore and has letters, digits, _ . and - after"
              + " it, at most 255.");
    }
    String upper = value.toUpperCase(Locale.ROOT);
    if (RESERVED.contains(upper) || PREFIXES.stream().anyMatch(upper::startsWith)) {
      throw Problem.invalid(
          "%s is set by the platform or not allowed. Choose another name.".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
