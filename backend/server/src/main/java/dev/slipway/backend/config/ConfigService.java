package dev.slipway.backend.config;

import static dev.slipway.backend.security.Permission.CONFIG_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.ImportView.Imported;
import dev.slipway.api.config.ImportView.LineProblem;
import dev.slipway.api.config.NewVariable;
import dev.slipway.api.config.ReplaceConfig;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import dev.slipway.backend.config.ConfigPlan.Remove;
import dev.slipway.backend.config.ConfigPlan.Wanted;
import dev.slipway.backend.config.ConfigPlan.Write;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Vault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Variables on all levels. Secrets are encrypted for their place and name, and never shown again.
 */
@Service
class ConfigService {
  private static final String UNCHANGED = "<unchanged>";

  private final Authorizer authorizer;
  private final ConfigRepository config;
  private final ConfigViews views;
  private final ConfigEvents events;
  private final ProtectedEnvironments kept;
  private final Vault vault;
  private final InstantSource clock;

  ConfigService(
      Authorizer authorizer,
      ConfigRepository config,
      ConfigViews views,
      ConfigEvents events,
      ProtectedEnvironments kept,
      Vault vault,
      InstantSource clock) {
    this.authorizer = authorizer;
    this.config = config;
    this.views = views;
    this.events = events;
    this.kept = kept;
    this.vault = vault;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public ConfigView list(ConfigPlace place) {
    return views.all(place);
  }

  @Transactional(readOnly = true)
  public VariableView variable(ConfigPlace place, VariableKey key) {
    return views.all(place).variables().stream()
        .filter(variable -> variable.key().equals(key.value()) && !variable.secret())
        .findAny()
        .orElseThrow(() -> Problem.notFound("variable that can be shown"));
  }

  /**
   * @param expected version the caller has seen; null to change whatever is there
   */
  @Transactional
  public VariableView set(
      ConfigPlace place, VariableKey key, SetVariable request, @Nullable Long expected) {
    ConfigPlan plan =
        change(
            place,
            Map.of(key.value(), new Wanted(request.value(), request.secret())),
            false,
            expected);
    return views.all(place, plan.tooShort()).variables().stream()
        .filter(variable -> variable.key().equals(key.value()))
        .findAny()
        .orElseThrow();
  }

  @Transactional
  public void remove(ConfigPlace place, VariableKey key, @Nullable Long expected) {
    Map<String, Variable> own = own(place, expected);
    if (!own.containsKey(key.value())) {
      throw Problem.notFound("variable here");
    }
    var rest = new HashMap<String, Wanted>();
    own.values().stream()
        .filter(variable -> !variable.key().equals(key.value()))
        .forEach(variable -> rest.put(variable.key(), new Wanted(null, variable.secret())));
    var _ = change(place, rest, true, expected);
  }

  @Transactional
  public ConfigView replace(ConfigPlace place, ReplaceConfig request, @Nullable Long expected) {
    var wanted = new HashMap<String, Wanted>();
    for (NewVariable variable : request.variables()) {
      String key = new VariableKey(variable.key()).value();
      if (wanted.put(key, new Wanted(variable.value(), variable.secret())) != null) {
        throw Problem.invalid("%s is there twice.".formatted(key));
      }
    }
    return views.all(place, change(place, wanted, true, expected).tooShort());
  }

  /** Says what an import changes, and does it if it is no dry run and nothing is wrong. */
  @Transactional
  public ImportView importEnv(ConfigPlace place, ImportEnv request, @Nullable Long expected) {
    EnvFile file = EnvFile.parse(request.text());
    Map<String, Variable> own = own(place, expected);
    var wanted = new LinkedHashMap<String, Wanted>();
    var problems = new ArrayList<>(file.problems());
    file.values()
        .forEach((key, value) -> {
          Variable before = own.get(key);
          boolean secret = before == null ? !request.plain() : before.secret();
          wanted.put(key, new Wanted(value.equals(UNCHANGED) ? null : value, secret));
        });
    ConfigPlan plan = null;
    if (problems.isEmpty() || request.dryRun()) {
      try {
        plan = plan(place, own, wanted, request.replace());
      } catch (Problem problem) {
        if (!request.dryRun()) {
          throw problem;
        }
        problems.add(new LineProblem(0, problem.getMessage()));
      }
    }
    if (!request.dryRun() && plan != null) {
      write(place, plan);
    } else if (!request.dryRun()) {
      throw Problem.invalid(sentence(problems));
    }
    return new ImportView(
        imported(plan, wanted), List.copyOf(problems), warnings(plan), !request.dryRun());
  }

  private static List<String> warnings(@Nullable ConfigPlan plan) {
    return plan == null
        ? List.of()
        : plan.tooShort().stream().map(key -> key + ": " + ConfigViews.tooShort()).toList();
  }

  private static String sentence(List<LineProblem> problems) {
    return "Nothing was saved. "
        + String.join(
            " ",
            problems.stream()
                .limit(10)
                .map(problem -> "Line %d: %s".formatted(problem.line(), problem.sentence()))
                .toList());
  }

  private static List<Imported> imported(@Nullable ConfigPlan plan, Map<String, Wanted> wanted) {
    if (plan == null) {
      return List.of();
    }
    var all = new ArrayList<Imported>();
    plan.steps()
        .forEach((key, step) ->
            all.add(
                new Imported(key, step instanceof Write write && write.secret(), step.change())));
    wanted.forEach((key, value) -> {
      if (!plan.steps().containsKey(key)) {
        all.add(new Imported(key, value.secret(), ImportView.Change.UNCHANGED));
      }
    });
    return List.copyOf(all);
  }

  private ConfigPlan change(
      ConfigPlace place, Map<String, Wanted> wanted, boolean replace, @Nullable Long expected) {
    ConfigPlan plan = plan(place, own(place, expected), wanted, replace);
    write(place, plan);
    return plan;
  }

  /** From here on nobody else changes the organization's config. */
  private Map<String, Variable> own(ConfigPlace place, @Nullable Long expected) {
    config.lock(place.organization());
    if (expected != null && expected != config.version(place)) {
      throw Problem.of(
          Problem.Kind.STALE,
          "stale",
          "Somebody else changed the config meanwhile. Load it again and repeat your change.");
    }
    var own = new HashMap<String, Variable>();
    config.chain(place.path()).stream()
        .filter(variable -> variable.path().equals(place.path()))
        .forEach(variable -> own.put(variable.key(), variable));
    return own;
  }

  private ConfigPlan plan(
      ConfigPlace place, Map<String, Variable> own, Map<String, Wanted> wanted, boolean replace) {
    ConfigPlan plan = ConfigPlan.of(place.level(), own, wanted, replace);
    if (plan.touchesSecrets()) {
      place.require(SECRETS_WRITE);
    }
    if (plan.touchesPlain()) {
      place.require(CONFIG_WRITE);
    }
    var around = new ArrayList<>(config.around(place.path()));
    around.removeIf(variable -> variable.path().equals(place.path()));
    around.addAll(own.values());
    plan.check(place.path(), around);
    return plan;
  }

  private void write(ConfigPlace place, ConfigPlan plan) {
    if (plan.steps().isEmpty()) {
      return;
    }
    kept.check(place, plan);
    if (plan.losesSecrets()) {
      authorizer.requireFresh();
    }
    Instant now = clock.instant();
    plan.steps()
        .forEach((key, step) -> {
          if (step instanceof Write write) {
            config.set(
                place, key, kept(place, key, write), write.refs(), now, place.caller().name());
          }
        });
    config.remove(
        place,
        plan.steps().entrySet().stream()
            .filter(step -> step.getValue() instanceof Remove)
            .map(Map.Entry::getKey)
            .toList());
    config.raise(place, now);
    events.changed(place, plan);
  }

  private Kept kept(ConfigPlace place, String key, Write write) {
    return write.secret()
        ? new Kept.Sealed(
            vault.encrypt(
                place.organization(),
                Variable.context(place.path(), key),
                write.value().getBytes(UTF_8)))
        : new Kept.Plain(write.value());
  }
}
