package dev.slipway.backend.feed;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

@Service
class Changes implements ChangesApi {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  private final Authorizer authorizer;
  private final ChangeFeed feed;

  Changes(Authorizer authorizer, ChangeFeed feed) {
    this.authorizer = authorizer;
    this.feed = feed;
  }

  @Override
  public Subscription watch(UUID organization, Consumer<List<Change>> consumer) {
    var id = new OrganizationId(organization);
    var _ = authorizer.organization(id);
    Principal principal = CurrentCaller.principal();
    var watch = new Watch(id, () -> mayEnter(principal, id), consumer);
    AutoCloseable subscription = feed.subscribe(watch::changed);
    watch.onClose(() -> end(subscription));
    return watch;
  }

  /** Whether the membership, and the sign-in or token, still hold. */
  boolean mayEnter(Principal principal, OrganizationId organization) {
    try {
      var _ = CurrentCaller.as(principal, () -> authorizer.organization(organization));
      return true;
    } catch (Problem _) {
      return false;
    } catch (Exception e) {
      // The database is away: what was allowed a moment ago stays so until it is back.
      log.debug("Cannot look up whether a watch may go on", e);
      return true;
    }
  }

  private static void end(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
