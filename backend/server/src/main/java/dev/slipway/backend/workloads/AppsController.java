package dev.slipway.backend.workloads;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.APPS_WRITE;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.quotas.Turns;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AppsController implements AppsApi {
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private final Authorizer authorizer;
  private final AppService apps;
  private final AppQueries queries;
  private final AppSteering steering;
  private final PodSteering steeringPods;
  private final Turns turns;

  AppsController(
      Authorizer authorizer,
      AppService apps,
      AppQueries queries,
      AppSteering steering,
      PodSteering steeringPods,
      Turns turns) {
    this.authorizer = authorizer;
    this.apps = apps;
    this.queries = queries;
    this.steering = steering;
    this.steeringPods = steeringPods;
    this.turns = turns;
  }

  @Override
  public List<AppView> ofOrganization(UUID organization) {
    return queries.ofOrganization(
        authorizer.organization(new OrganizationId(organization), APPS_READ));
  }

  @Override
  public List<AppView> ofProject(UUID project) {
    return queries.ofProject(authorizer.project(new ProjectId(project), APPS_READ));
  }

  @Override
  public AppView create(UUID environment, CreateApp request) {
    EnvironmentScope scope = authorizer.environment(new EnvironmentId(environment), APPS_WRITE);
    apps.look(request.source());
    App app = turns.inTurn(scope.organization(), () -> apps.create(scope, request));
    return queries.app(authorizer.app(app.id(), APPS_WRITE));
  }

  @Override
  public AppView app(UUID app) {
    return queries.app(enter(app, APPS_READ));
  }

  @Override
  public AppView update(UUID app, UpdateApp request, @Nullable String ifMatch) {
    AppScope scope = enter(app, APPS_WRITE);
    Long expected = version(ifMatch);
    apps.look(request.source());
    var _ = turns.inTurn(scope.organization(), () -> apps.update(scope, request, expected));
    return queries.app(scope);
  }

  @Override
  public void delete(UUID app) {
    AppScope scope = enter(app, APPS_WRITE);
    authorizer.requireFresh();
    apps.delete(scope);
  }

  @Override
  public AppView stop(UUID app) {
    AppScope scope = enter(app, APPS_WRITE);
    apps.stop(scope);
    return queries.app(scope);
  }

  @Override
  public AppView start(UUID app) {
    AppScope scope = enter(app, APPS_WRITE);
    apps.start(scope);
    return queries.app(scope);
  }

  @Override
  public AppView pause(UUID app) {
    AppScope scope = enter(app, DEPLOYMENTS_WRITE);
    steering.pause(scope);
    return queries.app(scope);
  }

  @Override
  public AppView resume(UUID app) {
    AppScope scope = enter(app, DEPLOYMENTS_WRITE);
    steering.resume(scope);
    return queries.app(scope);
  }

  @Override
  public void restart(UUID app, UUID pod) {
    steeringPods.restart(enter(app, DEPLOYMENTS_WRITE), new PodId(pod));
  }

  @Override
  public void stop(UUID app, UUID pod) {
    steeringPods.stop(enter(app, APPS_WRITE), new PodId(pod));
  }

  @Override
  public void pause(UUID app, UUID pod) {
    steeringPods.pause(enter(app, DEPLOYMENTS_WRITE), new PodId(pod));
  }

  @Override
  public void resume(UUID app, UUID pod) {
    steeringPods.resume(enter(app, DEPLOYMENTS_WRITE), new PodId(pod));
  }

  @Override
  public List<PodView> pods(UUID app) {
    return queries.pods(enter(app, APPS_READ));
  }

  @Override
  public List<RevisionView> revisions(UUID app) {
    return queries.revisions(enter(app, APPS_READ));
  }

  private AppScope enter(UUID app, Permission permission) {
    return authorizer.app(new AppId(app), permission);
  }

  private static @Nullable Long version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    Matcher tag = ETAG.matcher(ifMatch);
    if (!tag.matches()) {
      throw Problem.invalid("If-Match takes the ETag of the app as it was sent, such as \"3\".");
    }
    return Long.valueOf(tag.group(1));
  }
}
