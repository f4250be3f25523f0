package dev.slipway.backend.feed;

import static dev.slipway.backend.security.Permission.EVENTS_READ;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.ProjectFilter;
import java.util.List;
import java.util.Optional;
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
    ProjectFilter visible = authorizer.organization(id, EVENTS_READ).visible();
    Principal principal = CurrentCaller.principal();
    var watch = new Watch(id, visible, () -> sight(principal, id, visible), consumer);
    AutoCloseable subscription = feed.subscribe(watch::changed);
    watch.onClose(() -> end(subscription));
    return watch;
  }

  /** Whether the membership, and the sign-in or token, still hold. */
  boolean mayEnter(Principal principal, OrganizationId organization) {
    return sight(principal, organization, ProjectFilter.ALL).isPresent();
  }

  /** Empty when the membership, or the sign-in or token, has ended. */
  private Optional<ProjectFilter> sight(
      Principal principal, OrganizationId organization, ProjectFilter before) {
    try {
      return Optional.of(
          CurrentCaller.as(
              principal, () -> authorizer.organization(organization, EVENTS_READ).visible()));
    } catch (Problem _) {
      return Optional.empty();
    } catch (Exception e) {
      // The database is away: what was allowed a moment ago stays so until it is back.
      log.debug("Cannot look up whether a watch may go on", e);
      return Optional.of(before);
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
