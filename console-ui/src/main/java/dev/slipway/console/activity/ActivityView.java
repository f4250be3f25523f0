package dev.slipway.console.activity;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.Page;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every event of the organization. */
@Route("activity")
@PageTitle("Activity · Slipway")
@PermitAll
class ActivityView extends Main implements HasCrumbs {
  private static final int PAGE = 50;

  private final EventsApi events;
  private final UUID organization;
  private final EventList list = new EventList(true);
  private final Button older = new Button("Older events", _ -> older());
  private final List<EventView> shown = new ArrayList<>();
  private @Nullable String next;

  ActivityView(EventsApi events, ChangesApi changes, Membership membership) {
    this.events = events;
    this.organization = membership.organization().organization();
    addClassName("page");
    add(
        new PageHead("Activity", "What the platform did and why, newest first."),
        new Card(list),
        older);
    newest();
    Live.whileShown(
        this,
        page ->
            changes.watch(
                organization,
                hints -> {
                  // Whoever reads older events is not moved about.
                  if (shown.size() <= PAGE
                      && hints.stream().anyMatch(hint -> hint.kind().equals("event"))) {
                    page.run(this::newest);
                  }
                }));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Activity", "activity"));
  }

  private void newest() {
    shown.clear();
    show(events.ofOrganization(organization, EventQuery.ALL, null, PAGE));
  }

  private void older() {
    show(events.ofOrganization(organization, EventQuery.ALL, next, PAGE));
  }

  private void show(Page<EventView> page) {
    shown.addAll(page.items());
    next = page.next();
    older.setVisible(next != null);
    list.show(List.copyOf(shown));
  }
}
