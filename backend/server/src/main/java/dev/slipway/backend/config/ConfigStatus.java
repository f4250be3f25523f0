package dev.slipway.backend.config;

import static java.util.Objects.requireNonNull;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which apps run with another config than is set now. */
@Service
public class ConfigStatus {
  private final ConfigRepository config;
  private final BuiltInRepository apps;

  ConfigStatus(ConfigRepository config, BuiltInRepository apps) {
    this.config = config;
    this.apps = apps;
  }

  /**
   * @param deployed something of it runs or is on its way
   */
  public record Of(
      AppId app,
      ProjectId project,
      String slug,
      String projectSlug,
      String environmentSlug,
      boolean deployed,
      boolean outdated) {}

  @Transactional(readOnly = true)
  public List<Of> in(OrganizationScope scope) {
    return in(new Path(scope.organization().value(), null, null, null)).stream()
        .filter(app -> scope.visible().shows(app.project().value()))
        .toList();
  }

  @Transactional(readOnly = true)
  public List<Of> in(ProjectScope scope) {
    return in(new Path(scope.organization().value(), scope.project().value(), null, null));
  }

  @Transactional(readOnly = true)
  public List<Of> in(EnvironmentScope scope) {
    return in(
        new Path(
            scope.organization().value(),
            scope.project().value(),
            scope.environment().value(),
            null));
  }

  @Transactional(readOnly = true)
  public Of of(AppScope scope) {
    return in(ConfigPlace.path(scope)).getFirst();
  }

  private List<Of> in(Path place) {
    Map<Path, List<Variable>> places = new HashMap<>();
    config
        .around(place)
        .forEach(v -> places.computeIfAbsent(v.path(), _ -> new ArrayList<>()).add(v));
    return apps.apps(place).stream()
        .map(app -> of(app, ConfigPlan.chain(app.path(), places)))
        .toList();
  }

  private static Of of(KnownApp app, Chain chain) {
    Path path = app.path();
    return new Of(
        new AppId(requireNonNull(path.app())),
        new ProjectId(requireNonNull(path.project())),
        app.app(),
        app.project(),
        app.environment(),
        app.revisionAt() != null,
        outdated(app, chain));
  }

  private static boolean outdated(KnownApp app, Chain chain) {
    Instant revision = app.revisionAt();
    if (revision == null) {
      return false;
    }
    if (app.stamp() != null) {
      return !app.stamp().equals(ConfigStamp.of(chain, app));
    }
    // Made before stamps: what was removed since is not seen.
    return chain.effective().values().stream()
        .anyMatch(variable -> variable.updatedAt().isAfter(revision));
  }
}
