package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a container how it is. Exactly one of path, port alone, or command decides the kind.
 *
 * @param kind HTTP asks {@code path} on {@code port} and accepts 200 to 399; TCP connects; EXEC
 *     runs and expects exit code 0; GRPC asks grpc.health.v1.Health in plaintext and accepts
 *     SERVING
 * @param port null: the app's port
 * @param initialDelaySeconds from the container's start; 0 when left out
 * @param periodSeconds from one time to the next; 10 when left out
 * @param timeoutSeconds 1 when left out
 * @param successThreshold successes in a row that make it well; 1 when left out, and always 1 for
 *     liveness and startup
 * @param failureThreshold failures in a row that make it unwell; 3 when left out
 * @param service which service of a GRPC server; null: the server as a whole
 * @param terminationGraceSeconds of liveness and startup: how long the app has to end after it
 *     failed; null: as always
 */
public record Probe(
    Kind kind,
    @Nullable String path,
    @Nullable Integer port,
    List<String> command,
    @Usual Integer initialDelaySeconds,
    @Usual Integer periodSeconds,
    @Usual Integer timeoutSeconds,
    @Usual Integer successThreshold,
    @Usual Integer failureThreshold,
    @Nullable String service,
    @Nullable Integer terminationGraceSeconds) {

  public enum Kind {
    HTTP,
    TCP,
    EXEC,
    GRPC
  }

  public Probe {
    initialDelaySeconds = requireNonNullElse(initialDelaySeconds, 0);
    periodSeconds = requireNonNullElse(periodSeconds, 10);
    timeoutSeconds = requireNonNullElse(timeoutSeconds, 1);
    successThreshold = requireNonNullElse(successThreshold, 1);
    failureThreshold = requireNonNullElse(failureThreshold, 3);
  }

  public static Probe http(String path) {
    return new Probe(Kind.HTTP, path, null, List.of(), 0, 10, 1, 1, 3, null, null);
  }

  /** One that asks nothing special of gRPC or of an end. */
  public Probe(
      Kind kind,
      @Nullable String path,
      @Nullable Integer port,
      List<String> command,
      int initialDelaySeconds,
      int periodSeconds,
      int timeoutSeconds,
      int successThreshold,
      int failureThreshold) {
    this(
        kind,
        path,
        port,
        command,
        initialDelaySeconds,
        periodSeconds,
        timeoutSeconds,
        successThreshold,
        failureThreshold,
        null,
        null);
  }

  /**
   * @param service null: the server as a whole
   */
  public static Probe grpc(@Nullable String service) {
    return new Probe(Kind.GRPC, null, null, List.of(), 0, 10, 1, 1, 3, service, null);
  }

  public static Probe tcp() {
    return new Probe(Kind.TCP, null, null, List.of(), 0, 10, 1, 1, 3, null, null);
  }
}
