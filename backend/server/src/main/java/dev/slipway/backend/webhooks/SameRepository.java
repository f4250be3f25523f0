package dev.slipway.backend.webhooks;

import dev.slipway.backend.forges.Message;
import dev.slipway.backend.kernel.RepositoryPlace;
import dev.slipway.backend.webhooks.Webhook.Learned;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delivery is about the repository an app is built from: by the forge's id once that is
 * known, which outlives renames; until then by address.
 */
final class SameRepository {
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
    return told.urls().stream()
        .anyMatch(url -> RepositoryPlace.of(url).equals(RepositoryPlace.of(source)));
  }
}
