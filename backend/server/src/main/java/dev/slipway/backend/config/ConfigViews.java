package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.VariableView;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people may see of config: everything but secrets. */
@Component
class ConfigViews {
  private final ConfigRepository config;
  private final BuiltInRepository builtIns;

  ConfigViews(ConfigRepository config, BuiltInRepository builtIns) {
    this.config = config;
    this.builtIns = builtIns;
  }

  ConfigView all(ConfigPlace place) {
    var chain = new Chain(config.chain(place.path()));
    boolean app = place.level() == ConfigLevel.APP;
    Map<String, String> known =
        app
            ? builtIns.apps(place.path()).stream()
                .findAny()
                .map(KnownApp::builtIns)
                .orElse(Map.of())
            : Map.of();
    var resolution = new Resolution(chain, known, ConfigViews::open);
    var views = new ArrayList<VariableView>();
    for (Variable variable : chain.effective().values()) {
      boolean sensitive = chain.sensitive(variable);
      views.add(
          new VariableView(
              variable.key(),
              variable.secret(),
              variable.written(),
              sensitive || (!app && platform(chain, variable))
                  ? null
                  : resolved(resolution, variable),
              sensitive,
              variable.level(),
              chain.hiddenBy(variable),
              variable.updatedAt(),
              variable.updatedBy()));
    }
    return new ConfigView(
        place.level(), place.path().place(), config.version(place), List.copyOf(views));
  }

  /** Whether it differs from app to app. */
  private static boolean platform(Chain chain, Variable variable) {
    return variable.references().stream()
        .anyMatch(reference ->
            reference.level() == null
                || chain.target(reference).filter(target -> platform(chain, target)).isPresent());
  }

  private static @Nullable String resolved(Resolution resolution, Variable variable) {
    try {
      return resolution.value(variable);
    } catch (Problem _) {
      // Removed by an earlier version, which did not look; the deployment says it in a sentence.
      return null;
    }
  }

  private static String open(Variable variable) {
    if (variable.kept() instanceof Kept.Plain(var text)) {
      return text;
    }
    throw new IllegalStateException("Not for showing: " + variable);
  }
}
