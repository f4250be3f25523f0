package dev.slipway.backend.projects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.apps.ConfigVariableView;
import dev.slipway.api.apps.SetVariable;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Vault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Variables of apps. Secrets are encrypted for their app and name, and never shown again. */
@Service
class ConfigService {
  /** An environment of all variables together has to fit the engine's and the kernel's limits. */
  private static final int LONGEST = 64 * 1024;

  private static final int MOST = 200;

  private final ConfigRepository config;
  private final Vault vault;
  private final InstantSource clock;

  ConfigService(ConfigRepository config, Vault vault, InstantSource clock) {
    this.config = config;
    this.vault = vault;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<ConfigVariableView> list(AppScope scope) {
    return config.list(scope);
  }

  @Transactional
  public ConfigVariableView set(AppScope scope, VariableKey key, SetVariable request) {
    String value = request.value();
    check(value);
    Instant now = clock.instant();
    if (config.list(scope).stream().filter(set -> !set.key().equals(key.value())).count() >= MOST) {
      throw Problem.of(
          Problem.Kind.OVER_QUOTA, "too-many-variables", "An app has at most 200 variables.");
    }
    byte[] sealed =
        request.secret()
            ? vault.encrypt(scope.organization(), context(scope, key), value.getBytes(UTF_8))
            : null;
    config.set(scope, key, sealed == null ? value : null, sealed, now);
    return new ConfigVariableView(
        key.value(), request.secret(), request.secret() ? null : value, now);
  }

  @Transactional
  public void remove(AppScope scope, VariableKey key) {
    if (!config.remove(scope, key)) {
      throw Problem.notFound("variable");
    }
  }

  private static void check(String value) {
    if (value == null) {
      throw Problem.invalid("A variable needs a value; it may be empty.");
    }
    if (value.length() > LONGEST) {
      throw Problem.invalid("A value has at most 65536 characters.");
    }
    if (value.indexOf('\0') >= 0) {
      throw Problem.invalid("A value cannot contain a NUL character.");
    }
  }

  private static String context(AppScope scope, VariableKey key) {
    return "app/" + scope.app().value() + "/" + key.value();
  }
}
