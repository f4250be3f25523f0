package dev.slipway.backend.config;

import static dev.slipway.backend.security.Permission.CONFIG_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.backend.config.ProtectedRepository.Protected;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.EnvironmentScope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is set on projects and organizations reaches into protected environments too. */
@Component
class ProtectedEnvironments {
  private final ProtectedRepository rows;
  private final ConfigRepository config;
  private final Authorizer authorizer;

  ProtectedEnvironments(ProtectedRepository rows, ConfigRepository config, Authorizer authorizer) {
    this.rows = rows;
    this.config = config;
    this.authorizer = authorizer;
  }

  /**
   * Before it is written.
   *
   * @throws Problem forbidden, when an app in a protected environment would get something else by
   *     it, and the caller may not change that there
   */
  void check(ConfigPlace place, ConfigPlan plan) {
    Path path = place.path();
    // The environment's own rules were asked when it was entered.
    List<Protected> apps =
        place.level().compareTo(ConfigLevel.PROJECT) > 0 ? List.of() : rows.apps(path);
    if (apps.isEmpty()) {
      return;
    }
    List<Variable> around = config.around(path);
    Map<Path, List<Variable>> before = places(around);
    Map<Path, List<Variable>> after = places(plan.after(path, around));
    Set<String> keys = plan.steps().keySet();
    Set<EnvironmentId> allowed = new HashSet<>();
    for (Protected app : apps) {
      boolean reached =
          ConfigPlan.chain(app.path(), before).gives(path, keys)
              || ConfigPlan.chain(app.path(), after).gives(path, keys);
      if (reached && allowed.add(app.environment())) {
        require(plan, app);
      }
    }
    if (!allowed.isEmpty() && path.project() == null) {
      // What is changed is the organization's all the same.
      Entered.note(place.organization());
    }
  }

  private void require(ConfigPlan plan, Protected app) {
    try {
      EnvironmentScope scope =
          authorizer.environment(
              app.environment(), plan.touchesSecrets() ? SECRETS_WRITE : CONFIG_WRITE);
      if (plan.touchesPlain()) {
        scope.require(CONFIG_WRITE);
      }
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.NOT_FOUND) {
        throw Problem.forbidden(
            "An app in a protected environment that you do not see would get this too. Set it on an"
                + " environment or an app instead, or ask an owner of the organization.");
      }
      if (problem.kind() == Problem.Kind.FORBIDDEN) {
        throw Problem.forbidden(
            "%s in the protected environment %s (%s) would get this too. %s Set it on another environment or an app instead, or ask one of them."
                .formatted(app.app(), app.environmentSlug(), app.project(), problem.getMessage()));
      }
      throw problem;
    }
  }

  private static Map<Path, List<Variable>> places(List<Variable> all) {
    return all.stream().collect(Collectors.groupingBy(Variable::path));
  }
}
