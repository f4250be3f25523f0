package dev.slipway.backend.members;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;

import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.AccessView;
import dev.slipway.api.people.ProtectEnvironment;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SetAccess;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.ProjectScope;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccessController implements AccessApi {
  private final Authorizer authorizer;
  private final AccessService access;

  AccessController(Authorizer authorizer, AccessService access) {
    this.authorizer = authorizer;
    this.access = access;
  }

  @Override
  public AccessView access(UUID project) {
    return access.view(authorizer.project(new ProjectId(project), MEMBERS_READ));
  }

  @Override
  public AccessView set(UUID project, UUID person, SetAccess request) {
    ProjectScope scope = authorizer.project(new ProjectId(project), MEMBERS_WRITE);
    Role actor = actor(scope, request.environment());
    authorizer.requireFresh();
    return access.set(scope, actor, new PersonId(person), request);
  }

  @Override
  public void remove(UUID project, UUID person, @Nullable UUID environment) {
    ProjectScope scope = authorizer.project(new ProjectId(project), MEMBERS_WRITE);
    Role actor = actor(scope, environment);
    authorizer.requireFresh();
    access.remove(scope, actor, new PersonId(person), environment);
  }

  @Override
  public void protect(UUID environment, ProtectEnvironment request) {
    EnvironmentScope scope = authorizer.environment(new EnvironmentId(environment), MEMBERS_WRITE);
    authorizer.requireFresh();
    access.protect(scope, request.roles());
  }

  @Override
  public RightsView ofProject(UUID project) {
    ProjectScope scope = authorizer.project(new ProjectId(project), PROJECTS_READ);
    return rights(scope.role(), scope::may);
  }

  @Override
  public RightsView ofEnvironment(UUID environment) {
    EnvironmentScope scope = authorizer.environment(new EnvironmentId(environment), PROJECTS_READ);
    return rights(scope.role(), scope::may);
  }

  @Override
  public RightsView ofApp(UUID app) {
    var scope = authorizer.app(new AppId(app), APPS_READ);
    return rights(scope.role(), scope::may);
  }

  /** The caller's role in the environment, if it is one of this project. */
  private @Nullable Role actor(ProjectScope project, @Nullable UUID environment) {
    if (environment == null) {
      return project.role();
    }
    EnvironmentScope scope = authorizer.environment(new EnvironmentId(environment), MEMBERS_WRITE);
    if (!scope.project().equals(project.project())) {
      throw Problem.notFound("environment");
    }
    return scope.role();
  }

  private static RightsView rights(@Nullable Role role, Predicate<Permission> may) {
    return new RightsView(
        role, Arrays.stream(Permission.values()).filter(may).map(Permission::scope).toList());
  }
}
