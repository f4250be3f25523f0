package dev.slipway.backend.sources;

import java.util.List;
import java.util.Optional;

/**
 * The names in {@code /<organization>/<project>/<environment>/<app>.git}; without an environment it
 * is production.
 */
record GitAddress(String organization, String project, String environment, String app) {
  private static final String SUFFIX = ".git";
  private static final String USUAL_ENVIRONMENT = "production";

  /**
   * @param path of a request, such as {@code /acme/shop/web.git/info/refs}
   */
  static Optional<GitAddress> of(String path) {
    int end = path.indexOf(SUFFIX + "/");
    if (end < 0 || !path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> names = List.of(path.substring(1, end).split("/", -1));
    return switch (names.size()) {
      case 3 ->
          Optional.of(new GitAddress(names.get(0), names.get(1), USUAL_ENVIRONMENT, names.get(2)));
      case 4 -> Optional.of(new GitAddress(names.get(0), names.get(1), names.get(2), names.get(3)));
      default -> Optional.empty();
    };
  }

  /** Image repositories are named the same way. */
  String repository() {
    return String.join("/", organization, project, environment, app);
  }
}
