package dev.slipway.console.home;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.console.activity.EventList;
import dev.slipway.console.apps.AppCard;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.KeyedList;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@Route("")
@PageTitle("Home · Slipway")
@PermitAll
class HomeView extends Main {
  private static final Set<String> SHOWN = Set.of("app", "deployment", "pod", "event");

  private final AppsApi apps;
  private final EventsApi events;
  private final UUID organization;
  private final boolean mayCreate;
  private final KeyedList<AppView> trouble = new KeyedList<>(AppView::id, HomeView::notice);
  private final Div none = new Div();
  private final KeyedList<AppView> cards = new KeyedList<>(AppView::id, AppCard::new);
  private final EventList activity = new EventList(true);

  HomeView(AppsApi apps, EventsApi events, ChangesApi changes, Membership membership) {
    this.apps = apps;
    this.events = events;
    this.organization = membership.organization().organization();
    addClassName("page");
    trouble.addClassName("stack");
    cards.addClassName("cards");
    mayCreate = membership.may("apps:write");
    none.add(empty());
    var create = new Anchor("apps/new", "New app");
    create.addClassName("button");
    create.setVisible(mayCreate);
    add(
        new PageHead("Home", "What is wrong right now, then everything that runs.", create),
        trouble,
        none,
        cards,
        new Card("Recent activity", activity));
    refresh();
    Live.whileShown(
        this,
        page ->
            changes.watch(
                organization,
                hints -> {
                  if (hints.stream().anyMatch(hint -> SHOWN.contains(hint.kind()))) {
                    page.run(this::refresh);
                  }
                }));
  }

  private void refresh() {
    List<AppView> all = apps.ofOrganization(organization);
    List<AppView> wrong =
        all.stream()
            .filter(app ->
                app.status() == AppView.Status.FAILING || app.status() == AppView.Status.UNKNOWN)
            .toList();
    trouble.show(wrong);
    trouble.setVisible(!wrong.isEmpty());
    none.setVisible(all.isEmpty());
    cards.setVisible(!all.isEmpty());
    cards.show(all);
    activity.show(events.ofOrganization(organization, EventQuery.ALL, null, 8).items());
  }

  private EmptyState empty() {
    String sentence =
        "An app is what one pushes: Slipway builds its Dockerfile, runs it and gives it an address.";
    return mayCreate
        ? new EmptyState(
            "Deploy your first app",
            sentence + " It takes three steps.",
            new Anchor("apps/new", "New app"))
        : new EmptyState("No app yet", sentence + " It needs the role developer to make one.");
  }

  private static Notice notice(AppView app) {
    Tone tone = app.status() == AppView.Status.FAILING ? Tone.BAD : Tone.WAIT;
    return new Notice(
        tone, app.slug(), app.statusReason(), new Anchor("apps/" + app.id(), "See why"));
  }
}
