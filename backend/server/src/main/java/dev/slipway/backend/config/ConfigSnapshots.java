package dev.slipway.backend.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.Vault;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an app is started with, as of now: all levels together, references followed. */
@Service
public class ConfigSnapshots {
  private final ConfigRepository config;
  private final BuiltInRepository builtIns;
  private final Vault vault;
  private final Json json;

  ConfigSnapshots(ConfigRepository config, BuiltInRepository builtIns, Vault vault, Json json) {
    this.config = config;
    this.builtIns = builtIns;
    this.vault = vault;
    this.json = json;
  }

  /**
   * @param config {@code {"KEY": {"plain": "…"}, "SECRET": {"secret": "<ciphertext, Base64>"}}},
   *     each secret encrypted for the app and its name
   * @param stamp equal for equal config
   * @param names of its variables
   */
  public record Snapshot(String config, String stamp, Set<String> names) {}

  /**
   * @throws Problem invalid, when a reference leads nowhere or it gets too much
   */
  @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
  public Snapshot of(
      OrganizationId organization, ProjectId project, EnvironmentId environment, AppId app) {
    Path path = ConfigPlace.path(organization, project, environment, app);
    var chain = new Chain(config.chain(path));
    KnownApp known =
        builtIns.apps(path).stream().findAny().orElseThrow(() -> Problem.notFound("app"));
    var resolution =
        new Resolution(chain, known.builtIns(), variable -> open(organization, variable));
    var values = new TreeMap<String, Map<String, String>>();
    var lengths = new ArrayList<String>();
    chain
        .effective()
        .forEach((key, variable) -> {
          if (!chain.reaches(known, variable)) {
            return;
          }
          Map<String, String> value = value(organization, path, chain, variable, resolution);
          values.put(key, value);
          lengths.addAll(value.values());
        });
    Limits.app(lengths, values.size());
    return new Snapshot(
        json.write(values), ConfigStamp.of(chain, known), Set.copyOf(values.keySet()));
  }

  private Map<String, String> value(
      OrganizationId organization,
      Path app,
      Chain chain,
      Variable variable,
      Resolution resolution) {
    if (!chain.sensitive(variable)) {
      return Map.of("plain", resolution.value(variable));
    }
    boolean asItIs = variable.level() == ConfigLevel.APP && variable.refs() == null;
    byte[] sealed =
        asItIs && variable.kept() instanceof Kept.Sealed kept
            ? kept.ciphertext()
            : vault.encrypt(
                organization,
                Variable.context(app, variable.key()),
                resolution.value(variable).getBytes(UTF_8));
    return Map.of("secret", Base64.getEncoder().encodeToString(sealed));
  }

  private String open(OrganizationId organization, Variable variable) {
    return switch (variable.kept()) {
      case Kept.Plain(var text) -> text;
      case Kept.Sealed sealed ->
          new String(vault.decrypt(organization, variable.context(), sealed.ciphertext()), UTF_8);
      case null -> "";
    };
  }
}
