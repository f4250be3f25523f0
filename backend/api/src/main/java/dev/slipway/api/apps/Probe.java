package dev.slipway.api.apps;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a container how it is. Exactly one of path, port alone, or command decides the kind.
 *
 * @param kind HTTP asks {@code path} on {@code port} and accepts 200 to 399; TCP connects; EXEC
 *     runs and expects exit code 0
 * @param port null: the app's port
 */
public record Probe(
    Kind kind,
    @Nullable String path,
    @Nullable Integer port,
    List<String> command,
    int initialDelaySeconds,
    int periodSeconds,
    int timeoutSeconds,
    int successThreshold,
    int failureThreshold) {

  public enum Kind {
    HTTP,
    TCP,
    EXEC
  }

  public static Probe http(String path) {
    return new Probe(Kind.HTTP, path, null, List.of(), 0, 10, 1, 1, 3);
  }

  public static Probe tcp() {
    return new Probe(Kind.TCP, null, null, List.of(), 0, 10, 1, 1, 3);
  }
}
