package dev.slipway.console.apps;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.placement.PlacementApi;
import dev.slipway.api.placement.TryPlacement;
import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.repositories.OwnAccessCard;

/** Source, how it runs, routes, the end. */
class SettingsTab extends Div {
  private static final String CHANGE = "apps:write";

  private final AppsApi apps;
  private final SourceFields source;
  private final RunFields run;
  private final PlacementFields placement = new PlacementFields();
  private AppView app;

  SettingsTab(
      AppsApi apps,
      RoutesApi routes,
      RepositoriesApi repositories,
      SchedulesApi schedules,
      AppRepositoryApi repository,
      PlacementApi scheduler,
      AppView app,
      RightsView rights) {
    this.apps = apps;
    this.run = new RunFields(schedules);
    this.source = new SourceFields(repositories, app.organization());
    this.app = app;
    addClassName("stack");
    source.show(app.source());
    run.show(app.kind(), app.spec(), app.replicas());
    run.settled();
    placement.show(app.spec().placement());
    var save = new Button("Save changes", _ -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    Button _ = Allowed.to(CHANGE, rights::may, save);
    source.setEnabled(rights.may(CHANGE));
    run.setEnabled(rights.may(CHANGE));
    placement.setEnabled(rights.may(CHANGE));
    var when =
        new Paragraph(
            "The number of pods and a schedule act at once, the rest with the next deployment.");
    when.addClassName("muted");
    add(
        new Card("Source", source),
        new Card("How it runs", run),
        new PlacementCard(
            placement, () -> scheduler.ofApp(app.id(), new TryPlacement(spec(), run.replicas()))),
        new Card(when, new Span(save)));
    if (app.kind() == AppView.Kind.WEB) {
      add(new RoutesCard(routes, app.id(), rights));
    }
    if (app.source().url() != null) {
      add(new OwnAccessCard(repository, app.id(), app.source().branch(), rights));
    }
    add(end(rights));
  }

  private AppSpec spec() {
    return run.spec().withPlacement(placement.placement());
  }

  private void save() {
    if (!source.complete() || !run.complete()) {
      return;
    }
    app =
        apps.update(
            app.id(),
            new UpdateApp(source.source(), spec(), run.replicas()),
            "\"" + app.version() + "\"");
    Notification.show("Saved", 2000, Notification.Position.BOTTOM_CENTER);
  }

  private Card end(RightsView rights) {
    var delete = new Button("Delete app", _ -> confirm());
    delete.addThemeVariants(ButtonVariant.ERROR);
    Button _ = Allowed.to(CHANGE, rights::may, delete);
    var words =
        new Paragraph(
            "Stops its pods and removes its address, images, variables and logs. This cannot be undone.");
    words.addClassName("muted");
    return new Card("Delete", words, new Span(delete));
  }

  private void confirm() {
    new ConfirmDialog(
            "Delete " + app.slug() + "?",
            app.replicas()
                + " pods stop at once; "
                + (app.address() == null ? "" : app.address() + " answers 404; ")
                + "images, variables and logs are removed.",
            "Delete app",
            () -> {
              apps.delete(app.id());
              UI.getCurrent().navigate("projects/" + app.project());
            })
        .typing(app.slug())
        .open();
  }
}
