package dev.slipway.backend.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

/** Host and path of a repository, the same however it is fetched. */
public final class RepositoryPlace {
  private static final Pattern SHORT_SSH = Pattern.compile("[^/@]+@([^:/]+):(.*)");
  private static final Pattern FULL = Pattern.compile("[a-z+]+://(?:[^/@]*@)?([^/]+)/(.*)");

  private RepositoryPlace() {}

  /** Such as {@code github.com/acme/shop}, in lower case. */
  public static String of(String url) {
    var shortForm = SHORT_SSH.matcher(url);
    var full = FULL.matcher(url);
    String place =
        shortForm.matches()
            ? shortForm.group(1) + "/" + shortForm.group(2)
            : full.matches() ? full.group(1) + "/" + full.group(2) : url;
    String trimmed = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    String bare = trimmed.endsWith(".git") ? trimmed.substring(0, trimmed.length() - 4) : trimmed;
    return bare.toLowerCase(Locale.ROOT);
  }
}
