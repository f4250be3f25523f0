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
import org.jspecify.annotations.Nullable;

/** Source, how it runs, routes, the end. */
class SettingsTab extends Div {
  static final String CHANGE = "apps:write";

  private final AppsApi apps;
  private final SourceFields source;
  private final RunFields run;
  private final ContainersCard containers;
  private final PlacementFields placement = new PlacementFields();
  private final HealthFields health = new HealthFields();
  private final EndingFields ending = new EndingFields();
  private final RolloutFields rollout = new RolloutFields();
  private final IsolationFields isolation = new IsolationFields();
  private final WorkloadTokenFields token = new WorkloadTokenFields();
  private final AutoscalingFields autoscaling;
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
    this.autoscaling = new AutoscalingFields(app.kind());
    addClassName("stack");
    source.show(app.source());
    run.show(app.kind(), app.spec(), app.replicas());
    run.settled();
    placement.show(app.spec().placement());
    health.show(app.spec());
    ending.show(app.spec());
    rollout.show(app.spec());
    isolation.show(app.spec());
    token.show(app.spec());
    this.containers = new ContainersCard(app.spec(), rights.may(CHANGE));
    autoscaling.show(app.spec().autoscaling());
    var save = new Button("Save changes", _ -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    Button _ = Allowed.to(CHANGE, rights::may, save);
    source.setEnabled(rights.may(CHANGE));
    run.setEnabled(rights.may(CHANGE));
    placement.setEnabled(rights.may(CHANGE));
    health.setEnabled(rights.may(CHANGE));
    ending.setEnabled(rights.may(CHANGE));
    rollout.setEnabled(rights.may(CHANGE));
    isolation.setEnabled(rights.may(CHANGE));
    token.setEnabled(rights.may(CHANGE));
    autoscaling.setEnabled(rights.may(CHANGE));
    boolean several = app.kind() == AppView.Kind.WEB || app.kind() == AppView.Kind.WORKER;
    var scaling = new Card("Autoscaling", autoscaling);
    scaling.setVisible(several);
    var rolling = new Card("Rollout and budget", rollout);
    rolling.setVisible(several);
    var when =
        new Paragraph(
            "The number of pods, autoscaling and a schedule act at once, the rest with the next deployment.");
    when.addClassName("muted");
    var saving = new Card(when, save);
    saving.addClassName("saving");
    add(
        new Card("Source", source),
        new Card("How it runs", run),
        new Card("Health", health),
        new Card("Ending", ending),
        rolling,
        new Card("Isolation and what it books", isolation),
        new Card("Workload token", token),
        containers,
        scaling,
        new PlacementCard(
            placement, () -> scheduler.ofApp(app.id(), new TryPlacement(spec(), run.replicas()))),
        saving);
    if (app.kind() == AppView.Kind.WEB) {
      add(new RoutesCard(routes, app.id(), rights));
    }
    if (app.source().url() != null) {
      add(new OwnAccessCard(repository, app.id(), app.source().branch(), rights));
    }
    add(end(rights));
  }

  private AppSpec spec() {
    AppSpec probed = health.into(containers.into(run.spec()).withPlacement(placement.placement()));
    return token
        .into(isolation.into(rollout.into(ending.into(probed))))
        .withAutoscaling(autoscaling.autoscaling());
  }

  private void save() {
    if (!source.complete() || !run.complete()) {
      return;
    }
    app =
        apps.update(
            app.id(),
            new UpdateApp(source.source(), spec(), replicas()),
            "\"" + app.version() + "\"");
    Notification.show("Saved", 2000, Notification.Position.BOTTOM_CENTER);
  }

  /** Said only when somebody changed it: autoscaling may have done so since the page was opened. */
  private @Nullable Integer replicas() {
    return run.replicas() == app.replicas() ? null : run.replicas();
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
