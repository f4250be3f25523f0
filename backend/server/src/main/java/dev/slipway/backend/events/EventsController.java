package dev.slipway.backend.events;

import static dev.slipway.backend.security.Permission.EVENTS_READ;

import dev.slipway.api.Page;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EventsController implements EventsApi {
  private final Authorizer authorizer;
  private final Events events;

  EventsController(Authorizer authorizer, Events events) {
    this.authorizer = authorizer;
    this.events = events;
  }

  @Override
  public Page<EventView> ofApp(UUID app, @Nullable String after, int limit) {
    return events.of(authorizer.app(new AppId(app), EVENTS_READ), after, limit);
  }

  @Override
  public Page<EventView> ofOrganization(
      UUID organization, EventQuery query, @Nullable String after, int limit) {
    return events.of(
        authorizer.organization(new OrganizationId(organization), EVENTS_READ),
        query,
        after,
        limit);
  }

  @Override
  public Page<EventView> all(EventQuery query, @Nullable String after, int limit) {
    authorizer.requireOperator();
    return events.everywhere(query, after, limit);
  }
}
