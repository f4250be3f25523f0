package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.ProjectScope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where variables are set, entered by somebody: one of the scopes, whichever. */
final class ConfigPlace {
  private final Path path;
  private final Caller caller;
  private final Consumer<Permission> require;

  private ConfigPlace(Path path, Caller caller, Consumer<Permission> require) {
    this.path = path;
    this.caller = caller;
    this.require = require;
  }

  static ConfigPlace of(OrganizationScope scope) {
    return new ConfigPlace(
        new Path(scope.organization().value(), null, null, null), scope.caller(), scope::require);
  }

  static ConfigPlace of(ProjectScope scope) {
    return new ConfigPlace(
        new Path(scope.organization().value(), scope.project().value(), null, null),
        scope.caller(),
        scope::require);
  }

  static ConfigPlace of(EnvironmentScope scope) {
    return new ConfigPlace(
        new Path(
            scope.organization().value(),
            scope.project().value(),
            scope.environment().value(),
            null),
        scope.caller(),
        scope::require);
  }

  static ConfigPlace of(AppScope scope) {
    return new ConfigPlace(path(scope), scope.caller(), scope::require);
  }

  static Path path(AppScope scope) {
    return path(scope.organization(), scope.project(), scope.environment(), scope.app());
  }

  static Path path(
      OrganizationId organization, ProjectId project, EnvironmentId environment, AppId app) {
    return new Path(organization.value(), project.value(), environment.value(), app.value());
  }

  Path path() {
    return path;
  }

  ConfigLevel level() {
    return path.level();
  }

  OrganizationId organization() {
    return new OrganizationId(path.organization());
  }

  @Nullable ProjectId project() {
    return path.project() == null ? null : new ProjectId(path.project());
  }

  @Nullable AppId app() {
    return path.app() == null ? null : new AppId(path.app());
  }

  Caller caller() {
    return caller;
  }

  /**
   * @throws dev.slipway.backend.kernel.Problem forbidden, with what is missing
   */
  void require(Permission permission) {
    require.accept(permission);
  }
}
