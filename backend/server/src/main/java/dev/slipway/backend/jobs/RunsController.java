package dev.slipway.backend.jobs;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.Page;
import dev.slipway.api.jobs.RunChange;
import dev.slipway.api.jobs.RunPodView;
import dev.slipway.api.jobs.RunView;
import dev.slipway.api.jobs.RunsApi;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RunsController implements RunsApi {
  private final Authorizer authorizer;
  private final RunService runs;
  private final RunQueries queries;

  RunsController(Authorizer authorizer, RunService runs, RunQueries queries) {
    this.authorizer = authorizer;
    this.runs = runs;
    this.queries = queries;
  }

  @Override
  public Page<RunView> list(UUID app, @Nullable String after, int limit) {
    return queries.page(authorizer.app(new AppId(app), DEPLOYMENTS_READ), after, limit);
  }

  @Override
  public RunView start(UUID app) {
    AppScope scope = authorizer.app(new AppId(app), DEPLOYMENTS_WRITE);
    return queries.run(scope, runs.start(scope));
  }

  @Override
  public RunView run(UUID run) {
    var id = new RunId(run);
    return queries.run(authorizer.run(id, DEPLOYMENTS_READ), id);
  }

  @Override
  public List<RunPodView> pods(UUID run) {
    var id = new RunId(run);
    return queries.pods(authorizer.run(id, DEPLOYMENTS_READ), id);
  }

  @Override
  public List<RunChange> changes(UUID run) {
    var id = new RunId(run);
    return queries.changes(authorizer.run(id, DEPLOYMENTS_READ), id);
  }

  @Override
  public RunView cancel(UUID run) {
    var id = new RunId(run);
    AppScope scope = authorizer.run(id, DEPLOYMENTS_WRITE);
    runs.cancel(scope, id);
    return queries.run(scope, id);
  }

  @Override
  public RunView suspend(UUID run) {
    return suspend(new RunId(run), true);
  }

  @Override
  public RunView resume(UUID run) {
    return suspend(new RunId(run), false);
  }

  private RunView suspend(RunId id, boolean suspended) {
    AppScope scope = authorizer.run(id, DEPLOYMENTS_WRITE);
    runs.suspend(scope, id, suspended);
    return queries.run(scope, id);
  }
}
