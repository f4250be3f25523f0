package dev.slipway.backend.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Vault;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** For those who were given texts by users and must not repeat secrets that stand in them. */
@Service
public class ConfigSecrets {
  /** Characters; as the agents have it. */
  static final int SHORTEST = 6;

  private final ConfigRepository config;
  private final BuiltInRepository apps;
  private final Vault vault;

  ConfigSecrets(ConfigRepository config, BuiltInRepository apps, Vault vault) {
    this.config = config;
    this.apps = apps;
    this.vault = vault;
  }

  /**
   * Secrets of the app and of everything around it that stand in one of the texts. Very short ones
   * stand everywhere and are none.
   */
  @Transactional(readOnly = true)
  public Set<String> in(OrganizationId organization, AppId app, Collection<String> texts) {
    var found = new HashSet<String>();
    if (texts.isEmpty()) {
      return found;
    }
    for (KnownApp known : apps.apps(new Path(organization.value(), null, null, app.value()))) {
      List<Variable> variables = config.chain(known.path());
      var chain = new Chain(variables);
      var resolution =
          new Resolution(chain, known.builtIns(), variable -> open(organization, variable));
      variables.stream()
          .filter(chain::sensitive)
          .map(variable -> value(resolution, variable))
          .filter(value -> value.length() >= SHORTEST)
          .filter(value -> texts.stream().anyMatch(text -> text.contains(value)))
          .forEach(found::add);
    }
    return found;
  }

  private static String value(Resolution resolution, Variable variable) {
    try {
      return resolution.value(variable);
    } catch (Problem _) {
      // It refers to what is gone, so nobody has its value.
      return "";
    }
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
