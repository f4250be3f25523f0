package dev.slipway.console.profile;

import java.util.List;
import java.util.Optional;

/** What a browser says of itself, in words one recognizes. */
final class Browser {
  /** The order matters: most pretend to be the ones after them. */
  private static final List<Name> NAMES =
      List.of(
          new Name("Edg/", "Edge"),
          new Name("OPR/", "Opera"),
          new Name("Firefox/", "Firefox"),
          new Name("Chrome/", "Chrome"),
          new Name("Safari/", "Safari"));

  private static final List<Name> SYSTEMS =
      List.of(
          new Name("iPhone", "iPhone"),
          new Name("iPad", "iPad"),
          new Name("Android", "Android"),
          new Name("Windows", "Windows"),
          new Name("Mac OS X", "macOS"),
          new Name("CrOS", "ChromeOS"),
          new Name("Linux", "Linux"));

  private Browser() {}

  private record Name(String sign, String word) {}

  static String of(String userAgent) {
    Optional<String> name = find(NAMES, userAgent);
    Optional<String> system = find(SYSTEMS, userAgent);
    if (name.isEmpty()) {
      return userAgent.isBlank() ? "Unknown" : userAgent;
    }
    return name.get() + system.map(" on "::concat).orElse("");
  }

  private static Optional<String> find(List<Name> names, String userAgent) {
    return names.stream()
        .filter(name -> userAgent.contains(name.sign()))
        .map(Name::word)
        .findFirst();
  }
}
