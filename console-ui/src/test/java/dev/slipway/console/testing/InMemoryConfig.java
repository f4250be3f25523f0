package dev.slipway.console.testing;

import dev.slipway.api.Refusal;
import dev.slipway.api.config.ConfigApi;
import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigRolloutApi;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.config.DeployConfig;
import dev.slipway.api.config.EnvironmentConfigApi;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.OrganizationConfigApi;
import dev.slipway.api.config.ProjectConfigApi;
import dev.slipway.api.config.ReplaceConfig;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import dev.slipway.api.deployments.DeploymentView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Variables on two levels, some of them secret; imports are written down and not understood. */
public final class InMemoryConfig {
  private InMemoryConfig() {}

  private static VariableView variable(String key, @Nullable String value, ConfigLevel from) {
    return new VariableView(
        key, value == null, value, value, value == null, from, null, Samples.NOW, "Ada", null);
  }

  private static VariableView noted(VariableView set, SetVariable request) {
    return new VariableView(
        set.key(),
        set.secret(),
        set.value(),
        set.resolved(),
        set.sensitive(),
        set.from(),
        set.overrides(),
        set.updatedAt(),
        set.updatedBy(),
        request.secret() && request.value().length() < 6
            ? "Shorter than 6 characters, so it is not taken out of logs."
            : null);
  }

  static ImportView imported(ImportEnv request) {
    boolean wrong = request.text().contains("1A=");
    return new ImportView(
        wrong
            ? List.of()
            : List.of(new ImportView.Imported("NEW", !request.plain(), ImportView.Change.ADDED)),
        wrong
            ? List.of(new ImportView.LineProblem(2, "A variable's name begins with a letter."))
            : List.of(),
        request.text().contains("PIN=")
            ? List.of("PIN: Shorter than 6 characters, so it is not taken out of logs.")
            : List.of(),
        !request.dryRun());
  }

  /** Of every app the same. */
  public static class Apps implements ConfigApi {
    public final List<VariableView> all = new ArrayList<>();
    public final List<ImportEnv> imports = new ArrayList<>();

    public Apps() {
      forget();
    }

    public void forget() {
      imports.clear();
      all.clear();
      all.add(InMemoryConfig.variable("GREETING", "Hello", ConfigLevel.APP));
      all.add(InMemoryConfig.variable("DATABASE_URL", null, ConfigLevel.APP));
      all.add(InMemoryConfig.variable("REGION", "eu", ConfigLevel.PROJECT));
    }

    @Override
    public ConfigView list(UUID app) {
      return new ConfigView(ConfigLevel.APP, app, 3, List.copyOf(all));
    }

    @Override
    public VariableView variable(UUID app, String key) {
      return all.stream().filter(one -> one.key().equals(key)).findAny().orElseThrow();
    }

    @Override
    public VariableView set(UUID app, String key, SetVariable request, @Nullable String ifMatch) {
      if (key.equals("PORT")) {
        throw new Problem("PORT is set by the platform or not allowed. Choose another name.");
      }
      var set =
          InMemoryConfig.variable(key, request.secret() ? null : request.value(), ConfigLevel.APP);
      all.removeIf(one -> one.key().equals(key));
      all.add(set);
      return noted(set, request);
    }

    @Override
    public void remove(UUID app, String key, @Nullable String ifMatch) {
      all.removeIf(one -> one.key().equals(key));
    }

    @Override
    public ConfigView replace(UUID app, ReplaceConfig request, @Nullable String ifMatch) {
      return list(app);
    }

    @Override
    public ImportView importEnv(UUID app, ImportEnv request, @Nullable String ifMatch) {
      if (!request.dryRun()) {
        imports.add(request);
      }
      return imported(request);
    }
  }

  /** The other three levels: one variable each. */
  public static class Shared
      implements OrganizationConfigApi, ProjectConfigApi, EnvironmentConfigApi {
    private static final Set<UUID> KNOWN =
        Set.of(Samples.ORGANIZATION, Samples.PROJECT, Samples.ENVIRONMENT, Samples.id(30));

    @Override
    public ConfigView list(UUID place) {
      if (!KNOWN.contains(place)) {
        throw new Samples.NotThere();
      }
      return new ConfigView(ConfigLevel.PROJECT, place, 1, List.of(variable(place, "REGION")));
    }

    @Override
    public VariableView variable(UUID place, String key) {
      return InMemoryConfig.variable(key, "eu", ConfigLevel.PROJECT);
    }

    @Override
    public VariableView set(UUID place, String key, SetVariable request, @Nullable String ifMatch) {
      return variable(place, key);
    }

    @Override
    public void remove(UUID place, String key, @Nullable String ifMatch) {}

    @Override
    public ConfigView replace(UUID place, ReplaceConfig request, @Nullable String ifMatch) {
      return list(place);
    }

    @Override
    public ImportView importEnv(UUID place, ImportEnv request, @Nullable String ifMatch) {
      return imported(request);
    }
  }

  /** One app runs with an older config until it is deployed. */
  public static class Rollouts implements ConfigRolloutApi {
    public final List<UUID> deployed = new ArrayList<>();

    @Override
    public List<ConfiguredApp> ofOrganization(UUID organization) {
      return List.of(
          app(Samples.APP, "web", deployed.isEmpty()), app(Samples.FAILING, "mailer", false));
    }

    private static ConfiguredApp app(UUID id, String slug, boolean outdated) {
      return new ConfiguredApp(id, slug, "shop", "production", true, outdated);
    }

    @Override
    public List<ConfiguredApp> ofProject(UUID project) {
      return ofOrganization(project);
    }

    @Override
    public List<ConfiguredApp> ofEnvironment(UUID environment) {
      return ofOrganization(environment);
    }

    @Override
    public ConfiguredApp ofApp(UUID app) {
      return ofOrganization(app).getFirst();
    }

    @Override
    public List<DeploymentView> deployOrganization(UUID organization, DeployConfig request) {
      deployed.addAll(request.apps());
      return List.of(Samples.deployment(DeploymentView.State.PENDING));
    }

    @Override
    public List<DeploymentView> deployProject(UUID project, DeployConfig request) {
      return deployOrganization(project, request);
    }

    @Override
    public List<DeploymentView> deployEnvironment(UUID environment, DeployConfig request) {
      return deployOrganization(environment, request);
    }
  }

  /** Named as the control plane's. */
  static final class Problem extends RuntimeException implements Refusal {
    Problem(String message) {
      super(message);
    }

    @Override
    public String type() {
      return "invalid";
    }
  }
}
