package dev.slipway.api.logs;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Live views: what changed, so that they ask again. A hint, never the data. REST: server-sent
 * events at GET /api/v1/organizations/{organization}/changes.
 */
public interface ChangesApi {
  /**
   * The consumer is called from another thread, at most about ten times a second, with what changed
   * since.
   */
  Subscription watch(UUID organization, Consumer<List<Change>> consumer);

  /**
   * The same.
   *
   * @param lost called once when whoever watches may not any more, or has been signed out
   */
  default Subscription watch(UUID organization, Consumer<List<Change>> consumer, Runnable lost) {
    return watch(organization, consumer);
  }

  /**
   * @param kind the table's word: app, build, deployment, pod, route, event …
   */
  record Change(String kind, @Nullable UUID project, @Nullable UUID app, UUID object) {}
}
