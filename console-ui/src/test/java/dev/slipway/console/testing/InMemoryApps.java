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
  public final List<CreateApp> created = new ArrayList<>();
  public final Set<UUID> stopped = new HashSet<>();
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
    return ofOrganization(Samples.ORGANIZATION).stream()
        .filter(one -> one.id().equals(app))
        .findFirst()
        .orElseThrow(Samples.NotThere::new);
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
  public void delete(UUID app) {
    deleted.add(app);
  }

  @Override
  public List<PodView> pods(UUID app) {
    return List.of(Samples.pod());
  }

  @Override
  public List<RevisionView> revisions(UUID app) {
    return List.of(Samples.revision(3), Samples.revision(2));
  }
}
