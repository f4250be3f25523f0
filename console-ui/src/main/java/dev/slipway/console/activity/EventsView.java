package dev.slipway.console.activity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.api.Page;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.EventView;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that fit what the address says. */
@Route("events")
@PageTitle("Events · Slipway")
@PermitAll
class EventsView extends Main implements BeforeEnterObserver, HasCrumbs {
  private static final int PAGE = 50;

  private final EventsApi events;
  private final UUID organization;
  private final boolean operator;
  private final EventFilter filter;
  private final HtmlTable<EventView> table = new HtmlTable<>("Events", EventView::id);
  private final Button older = new Button("Older events", _ -> older());
  private final List<EventView> shown = new ArrayList<>();
  private EventAddress address = EventAddress.of(QueryParameters.empty());
  private @Nullable String next;

  EventsView(EventsApi events, ChangesApi changes, Membership membership) {
    this.events = events;
    this.organization = membership.organization().organization();
    this.operator = membership.me().operator();
    this.filter = new EventFilter(operator, EventsView::go);
    addClassName("page");
    table.addClassName("events");
    table
        .whenEmpty("No event fits this.")
        .column(
            "What",
            event ->
                new StatusBadge(EventList.words(event.reason()), EventList.tone(event.severity())))
        .text("Organization", event -> event.organization() == null ? "" : event.organization())
        .onlyIf(_ -> address.everywhere())
        .column("About", this::about)
        .text("Why", EventView::message)
        .time("When", event -> event.at());
    add(
        new PageHead(
            "Events", "What the platform did and why. The address keeps what you look for."),
        new Card(filter),
        new Card("Events", table),
        older);
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
  public void beforeEnter(BeforeEnterEvent event) {
    address = EventAddress.of(event.getLocation().getQueryParameters());
    filter.show(address);
    newest();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Events", "events"));
  }

  private static void go(EventAddress wanted) {
    UI.getCurrent().navigate("events", wanted.parameters());
  }

  private void newest() {
    shown.clear();
    show(page(null));
  }

  private void older() {
    show(page(next));
  }

  private Page<EventView> page(@Nullable String after) {
    return address.everywhere() && operator
        ? events.all(address.query(), after, PAGE)
        : events.ofOrganization(organization, address.query(), after, PAGE);
  }

  private void show(Page<EventView> page) {
    shown.addAll(page.items());
    next = page.next();
    older.setVisible(next != null);
    table.show(List.copyOf(shown));
  }

  /** The app, or else the machine. */
  private com.vaadin.flow.component.Component about(EventView event) {
    if (event.app() != null && event.appSlug() != null) {
      return new Anchor("apps/" + event.app(), event.appSlug());
    }
    String node = event.nodeName();
    if (node == null) {
      return new Span();
    }
    return operator ? new Anchor("nodes/" + event.node(), node) : new Span(node);
  }
}
