package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.backend.kernel.Problem;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value refers to, such as {@code project.DB_HOST}.
 *
 * @param level from which on it is looked for, outwards; null for what the platform knows
 */
record Reference(@Nullable ConfigLevel level, String name) {
  static final Set<String> BUILT_IN =
      Set.of("domain", "address", "app", "environment", "project", "organization");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");
  private static final String PLATFORM = "slipway";

  /**
   * @throws Problem invalid, with what can be referred to
   */
  static Reference parse(String text) {
    int dot = text.indexOf('.');
    String scope = dot < 0 ? "" : text.substring(0, dot);
    String name = text.substring(dot + 1);
    if (scope.equals(PLATFORM)) {
      if (!BUILT_IN.contains(name)) {
        throw Problem.invalid(
            "The platform knows no such name. There are: %s."
                .formatted(
                    String.join(
                        ", ",
                        BUILT_IN.stream().map(known -> PLATFORM + "." + known).sorted().toList())));
      }
      return new Reference(null, name);
    }
    return new Reference(level(scope, name), name);
  }

  private static ConfigLevel level(String scope, String name) {
    for (ConfigLevel level : ConfigLevel.values()) {
      if (word(level).equals(scope) && NAME.matcher(name).matches()) {
        return level;
      }
    }
    // Not told what stands there: it may be a secret with such characters in it.
    throw Problem.invalid(
        "What stands between ${{ and }} is no reference. Write ${{ project.NAME }}, or organization, environment, app"
            + " or slipway instead of project; $${{ for the characters themselves.");
  }

  static String word(ConfigLevel level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return (level == null ? PLATFORM : word(level)) + "." + name;
  }
}
