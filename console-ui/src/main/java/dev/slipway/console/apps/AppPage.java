package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One app: its head, and a tab. The address holds the tab and what is chosen in it. */
@Route("apps/:app/:tab?/:item?")
@PermitAll
class AppPage extends Main implements BeforeEnterObserver, HasCrumbs, HasDynamicTitle {
  private final AppsApi apps;
  private final AccessApi access;
  private final Membership membership;
  private final ChangesApi changes;
  private final AppTabs contents;
  private final AppHead head;
  private final Tabs tabs = new Tabs();
  private final Tab terminal = new Tab();
  private final Map<AppTab, Tab> links = new EnumMap<>(AppTab.class);
  private final Div content = new Div();
  private @Nullable AppView app;
  private @Nullable Component shown;

  AppPage(
      AppsApi apps,
      AccessApi access,
      Membership membership,
      ChangesApi changes,
      AppTabs contents,
      AppHead head) {
    this.apps = apps;
    this.access = access;
    this.membership = membership;
    this.changes = changes;
    this.contents = contents;
    this.head = head;
    addClassName("page");
    tabs.getElement().setAttribute("aria-label", "Parts of the app");
    content.addClassName("stack");
    add(head, tabs, content);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var parameters = event.getRouteParameters();
    AppView current = apps.app(parameters.get("app").map(UUID::fromString).orElseThrow());
    boolean first = app == null;
    app = current;
    // A link may lead into another organization than the one looked at before.
    membership.choose(current.organization());
    RightsView rights = access.ofApp(current.id());
    head.show(current);
    head.allow(rights);
    AppTab tab = AppTab.of(parameters.get("tab"));
    links(current.id());
    terminal.setVisible(rights.may(TerminalTab.RIGHT));
    tabs.setSelectedTab(links.get(tab));
    content.removeAll();
    Component next = contents.open(tab, current, rights, item(parameters.get("item")));
    shown = next;
    content.add(next);
    if (first) {
      watch(current);
    }
  }

  @Override
  public List<Crumb> crumbs() {
    AppView current = app;
    if (current == null) {
      return List.of();
    }
    String project = "projects/" + current.project();
    return List.of(
        new Crumb(current.projectSlug(), project),
        new Crumb(current.environmentSlug(), project),
        new Crumb(current.slug(), "apps/" + current.id()));
  }

  @Override
  public String getPageTitle() {
    return app == null ? "App · Slipway" : app.slug() + " · Slipway";
  }

  private void links(UUID id) {
    if (!links.isEmpty()) {
      return;
    }
    for (AppTab tab : AppTab.values()) {
      Tab link = tab == AppTab.TERMINAL ? terminal : new Tab();
      link.add(new Anchor("apps/" + id + tab.path(), tab.title()));
      // One run is reached from the list of all of them.
      link.setVisible(tab != AppTab.RUNS);
      links.put(tab, link);
      tabs.add(link);
    }
  }

  private void watch(AppView current) {
    Live.whileShown(
        this,
        page ->
            changes.watch(
                current.organization(),
                hints -> {
                  if (hints.stream().anyMatch(hint -> current.id().equals(hint.app()))) {
                    page.run(this::refresh);
                  }
                }));
  }

  private void refresh() {
    AppView before = app;
    if (before == null) {
      return;
    }
    AppView now = apps.app(before.id());
    app = now;
    head.show(now);
    if (shown instanceof Refreshable tab) {
      tab.refresh(now);
    }
  }

  private static @Nullable UUID item(Optional<String> text) {
    return text.map(UUID::fromString).orElse(null);
  }
}
