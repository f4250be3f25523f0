package dev.slipway.backend.nodes;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What people call a machine. */
record NodeName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
  private static final int ROOM_FOR_A_SUFFIX = 57;

  NodeName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a node's name: " + value);
    }
  }

  /**
   * The nearest allowed name: machines are called all sorts of things, and joining must not fail
   * for that.
   */
  static NodeName near(String wish) {
    String name =
        wish.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.-]+", "-")
            .replaceAll("^[.-]+", "");
    if (name.length() > ROOM_FOR_A_SUFFIX) {
      name = name.substring(0, ROOM_FOR_A_SUFFIX);
    }
    name = name.replaceAll("[.-]+$", "");
    return new NodeName(name.isEmpty() ? "node" : name);
  }

  /** For when the name is taken. */
  NodeName withSuffix() {
    String suffix =
        Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
    return new NodeName(value + "-" + suffix);
  }
}
