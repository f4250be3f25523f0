package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done in a pod before it is asked to end. It has the pod's grace; whether it works or not,
 * the pod ends.
 *
 * @param kind EXEC runs {@code command} in the container; HTTP requests {@code path} from the app
 * @param port null: the app's port
 */
public record Hook(Kind kind, List<String> command, @Nullable String path, @Nullable Integer port) {
  public enum Kind {
    EXEC,
    HTTP
  }

  public Hook {
    command = requireNonNullElse(command, List.of());
  }

  public static Hook exec(String... command) {
    return new Hook(Kind.EXEC, List.of(command), null, null);
  }

  public static Hook http(String path) {
    return new Hook(Kind.HTTP, List.of(), path, null);
  }
}
