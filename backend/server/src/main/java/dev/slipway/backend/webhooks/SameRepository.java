package dev.slipway.backend.webhooks;

import dev.slipway.backend.forges.Message;
import dev.slipway.backend.webhooks.Webhook.Learned;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delivery is about the repository an app is built from: by the forge's id once that is
 * known, which outlives renames; until then by address.
 */
final class SameRepository {
  private static final Pattern SHORT_SSH = Pattern.compile("[^/@]+@([^:/]+):(.*)");
  private static final Pattern FULL = Pattern.compile("[a-z+]+://(?:[^/@]*@)?([^/]+)/(.*)");

  private SameRepository() {}

  static boolean is(@Nullable Learned known, String source, Message.Repository told) {
    return (known != null && known.source().equals(source))
        ? known.id().equals(told.id())
        : atTheSameAddress(source, told);
  }

  /**
   * The same host and path, however it is fetched. Not a part of a name, and not the name alone.
   */
  static boolean atTheSameAddress(String source, Message.Repository told) {
    return told.urls().stream().anyMatch(url -> place(url).equals(place(source)));
  }

  private static String place(String url) {
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
