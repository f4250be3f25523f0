package dev.slipway.backend.feed;

import static dev.slipway.backend.security.Permission.EVENTS_READ;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.ProjectFilter;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

@Service
class Changes implements ChangesApi {
  private final Authorizer authorizer;
  private final ChangeFeed feed;
  private final Guard guard;

  Changes(Authorizer authorizer, ChangeFeed feed, Guard guard) {
    this.authorizer = authorizer;
    this.feed = feed;
    this.guard = guard;
  }

  @Override
  public Subscription watch(UUID organization, Consumer<List<Change>> consumer) {
    return watch(organization, consumer, () -> {});
  }

  @Override
  public Subscription watch(UUID organization, Consumer<List<Change>> consumer, Runnable lost) {
    var id = new OrganizationId(organization);
    var watch = new Watch(id, visible(id), consumer);
    AutoCloseable subscription = feed.subscribe(watch::changed);
    watch.onClose(() -> end(subscription));
    Subscription guarded =
        guard.watch(
            () -> {
              watch.see(visible(id));
              return watch;
            },
            () -> {
              try {
                watch.close();
              } finally {
                lost.run();
              }
            });
    watch.onClose(guarded::close);
    return watch;
  }

  private ProjectFilter visible(OrganizationId organization) {
    return authorizer.organization(organization, EVENTS_READ).visible();
  }

  private static void end(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
