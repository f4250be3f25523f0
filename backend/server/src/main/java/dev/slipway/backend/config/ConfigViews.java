package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.VariableView;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    return all(place, Set.of());
  }

  /**
   * @param tooShort secrets that were just saved and are not taken out of logs; nobody else is told
   */
  ConfigView all(ConfigPlace place, Set<String> tooShort) {
    var chain = new Chain(config.chain(place.path()));
    boolean app = place.level() == ConfigLevel.APP;
    // An environment is a preview's or is not, so any of its apps tells.
    Optional<KnownApp> one =
        app || place.level() == ConfigLevel.ENVIRONMENT
            ? builtIns.apps(place.path()).stream().findAny()
            : Optional.empty();
    Map<String, String> known = app ? one.map(KnownApp::builtIns).orElse(Map.of()) : Map.of();
    boolean preview = one.filter(KnownApp::preview).isPresent();
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
              variable.updatedBy(),
              note(
                  preview && !chain.reachesPreviews(variable), tooShort.contains(variable.key()))));
    }
    return new ConfigView(
        place.level(), place.path().place(), config.version(place), List.copyOf(views));
  }

  private static @Nullable String note(boolean withheld, boolean tooShort) {
    if (tooShort) {
      return tooShort();
    }
    return withheld ? "Not given to this preview: previews get no secrets." : null;
  }

  static String tooShort() {
    return "Shorter than %d characters, so it is not taken out of logs."
        .formatted(ConfigSecrets.SHORTEST);
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
