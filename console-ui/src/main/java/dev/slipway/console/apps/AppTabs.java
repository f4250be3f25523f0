package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.jobs.RunsApi;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.api.logs.LogsApi;
import dev.slipway.api.metrics.AppUsageApi;
import dev.slipway.api.metrics.AutoscalingApi;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.placement.PlacementApi;
import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.api.sources.WebhooksApi;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.api.terminals.TerminalsApi;
import dev.slipway.console.config.ConfigEditor;
import dev.slipway.console.config.ConfigPlaces;
import dev.slipway.console.storage.AppStorage;
import dev.slipway.console.webhooks.WebhooksTab;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the tab that is asked for, with the interfaces it needs. */
@SpringComponent
@UIScope
class AppTabs {
  private final AppsApi apps;
  private final DeploymentsApi deployments;
  private final EventsApi events;
  private final AppUsageApi usage;
  private final AutoscalingApi autoscaling;
  private final LogsApi logs;
  private final TerminalsApi terminals;
  private final ConfigPlaces config;
  private final VolumesApi volumes;
  private final RoutesApi routes;
  private final WebhooksApi webhooks;
  private final DeliveriesApi deliveries;
  private final RepositoriesApi repositories;
  private final RunsApi runs;
  private final SchedulesApi schedules;
  private final AppRepositoryApi repository;
  private final PlacementApi placement;

  AppTabs(
      AppsApi apps,
      DeploymentsApi deployments,
      EventsApi events,
      AppUsageApi usage,
      AutoscalingApi autoscaling,
      LogsApi logs,
      TerminalsApi terminals,
      ConfigPlaces config,
      VolumesApi volumes,
      RoutesApi routes,
      WebhooksApi webhooks,
      DeliveriesApi deliveries,
      RepositoriesApi repositories,
      AppRepositoryApi repository,
      PlacementApi placement,
      RunsApi runs,
      SchedulesApi schedules) {
    this.apps = apps;
    this.deployments = deployments;
    this.events = events;
    this.usage = usage;
    this.autoscaling = autoscaling;
    this.logs = logs;
    this.terminals = terminals;
    this.config = config;
    this.volumes = volumes;
    this.routes = routes;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.repositories = repositories;
    this.repository = repository;
    this.placement = placement;
    this.runs = runs;
    this.schedules = schedules;
  }

  Component open(AppTab tab, AppView app, RightsView rights, @Nullable UUID item) {
    return switch (tab) {
      case OVERVIEW -> overview(app, rights);
      case RUNS -> item == null ? overview(app, rights) : new RunsTab(runs, app, item);
      case DEPLOYMENTS ->
          item == null
              ? new DeploymentsTab(deployments, apps, app, rights)
              : new DeploymentDetail(deployments, app, item, rights);
      case LOGS -> new LogsTab(logs, apps, app);
      case TERMINAL -> new TerminalTab(terminals, apps, app, rights, item);
      case CONFIG -> new ConfigEditor(config.app(app.id()));
      case STORAGE -> new AppStorage(apps, volumes, app, rights);
      case WEBHOOKS -> new WebhooksTab(webhooks, deliveries, app, rights);
      case SETTINGS ->
          new SettingsTab(
              apps, routes, repositories, schedules, repository, placement, app, rights);
    };
  }

  private Component overview(AppView app, RightsView rights) {
    RunsCard card =
        switch (app.kind()) {
          case WEB, WORKER, DAEMON -> null;
          case JOB, CRON_JOB -> new RunsCard(runs, schedules, app, rights);
        };
    return new OverviewTab(apps, events, usage, autoscaling, app, rights, card);
  }
}
