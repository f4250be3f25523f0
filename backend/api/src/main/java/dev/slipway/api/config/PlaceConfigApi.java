package dev.slipway.api.config;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the config of every level can do; each level has it at an address of its own. */
public interface PlaceConfigApi {
  /** Its own and those around it. */
  ConfigView list(UUID place);

  /** A plain variable as it counts here; a secret is not found. */
  VariableView variable(UUID place, String key);

  VariableView set(UUID place, String key, SetVariable request, @Nullable String ifMatch);

  void remove(UUID place, String key, @Nullable String ifMatch);

  /** The whole set at once, or nothing of it. */
  ConfigView replace(UUID place, ReplaceConfig request, @Nullable String ifMatch);

  /** Takes over an {@code .env} file, or says what that would change. */
  ImportView importEnv(UUID place, ImportEnv request, @Nullable String ifMatch);
}
