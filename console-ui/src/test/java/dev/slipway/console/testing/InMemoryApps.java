package dev.slipway.console.testing;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.apps.UpdateApp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two apps: one runs, one does not. */
public class InMemoryApps implements AppsApi {
  /** How the start of the app's pod goes. */
  public List<dev.slipway.api.apps.StartStepView> steps = List.of();

  public final List<CreateApp> created = new ArrayList<>();
  public final Set<UUID> stopped = new HashSet<>();
  public final Set<UUID> paused = new HashSet<>();
  public final List<UUID> restarted = new ArrayList<>();
  public final List<UUID> stoppedPods = new ArrayList<>();
  public final Set<UUID> pausedPods = new HashSet<>();
  public final List<UUID> deleted = new ArrayList<>();
  public @Nullable UpdateApp updated;

  @Override
  public List<AppView> ofOrganization(UUID organization) {
    return List.of(
        Samples.app(Samples.APP, "web", AppView.Status.RUNNING, "2 of 2 pods are ready."),
        Samples.app(
            Samples.FAILING,
            "mailer",
            AppView.Status.FAILING,
            "The program ends with exit code 1: KeyError: 'SMTP_URL'. Set the variable and deploy again."));
  }

  @Override
  public List<AppView> ofProject(UUID project) {
    return ofOrganization(Samples.ORGANIZATION);
  }

  @Override
  public AppView create(UUID environment, CreateApp request) {
    created.add(request);
    return app(Samples.APP);
  }

  @Override
  public AppView app(UUID app) {
    if (app.equals(Samples.OUTSIDE)) {
      return Samples.outside();
    }
    if (app.equals(Samples.JOB)) {
      return Samples.job();
    }
    AppView found =
        ofOrganization(Samples.ORGANIZATION).stream()
            .filter(one -> one.id().equals(app))
            .findFirst()
            .orElseThrow(Samples.NotThere::new);
    return paused.contains(app) ? Samples.paused(found) : found;
  }

  @Override
  public AppView update(UUID app, UpdateApp request, @Nullable String ifMatch) {
    updated = request;
    return app(app);
  }

  @Override
  public AppView stop(UUID app) {
    stopped.add(app);
    return app(app);
  }

  @Override
  public AppView start(UUID app) {
    stopped.remove(app);
    return app(app);
  }

  @Override
  public AppView pause(UUID app) {
    paused.add(app);
    return app(app);
  }

  @Override
  public AppView resume(UUID app) {
    paused.remove(app);
    return app(app);
  }

  @Override
  public void restart(UUID app, UUID pod) {
    restarted.add(pod);
  }

  @Override
  public void stop(UUID app, UUID pod) {
    stoppedPods.add(pod);
  }

  @Override
  public void pause(UUID app, UUID pod) {
    pausedPods.add(pod);
  }

  @Override
  public void resume(UUID app, UUID pod) {
    pausedPods.remove(pod);
  }

  @Override
  public void delete(UUID app) {
    deleted.add(app);
  }

  @Override
  public List<PodView> pods(UUID app) {
    return List.of(Samples.pod(steps, !pausedPods.isEmpty()));
  }

  @Override
  public List<RevisionView> revisions(UUID app) {
    return List.of(Samples.revision(3), Samples.revision(2));
  }
}
