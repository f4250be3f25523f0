package dev.slipway.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the failure tests share: a cluster, an app of three pods under load, and what to look at.
 */
final class Faults {
  static final Platform PLATFORM = Platform.running();
  static final Lab LAB = Lab.of(PLATFORM);
  static final Invariants INVARIANTS = new Invariants(PLATFORM, LAB);

  /** Requests come in here; it is never the victim. */
  static final String INGRESS = "n1";

  private static @Nullable Steady steady;

  private Faults() {}

  /** Deployed once for all tests. */
  static synchronized Steady app(Path folder) {
    if (steady == null) {
      steady =
          Steady.deployed(
              PLATFORM,
              "probed-" + Long.toString(System.currentTimeMillis() % 1_000_000, 36),
              folder,
              3);
    }
    return steady;
  }

  /** Names of nodes in a state. */
  static List<String> nodes(String state) {
    return Database.rows("select name from node where state = '%s' order by name".formatted(state))
        .stream()
        .map(List::getFirst)
        .toList();
  }

  static void everyNodeIsReady() {
    Patience.within(Duration.ofSeconds(60), "every node is ready")
        .until(() -> nodes("READY").equals(LAB.nodes()));
  }

  /** A node that has pods of the app and is not where requests come in. */
  static String victim() {
    return running().stream()
        .map(pod -> pod.path("node").asString())
        .filter(node -> !node.equals(INGRESS))
        .findFirst()
        .orElseThrow();
  }

  static List<JsonNode> running() {
    return Objects.requireNonNull(steady, "no app is deployed yet")
        .app()
        .pods()
        .valueStream()
        .filter(pod -> !pod.path("leaving").asBoolean())
        .toList();
  }

  /** Every container of ours with the moment it was started, on all nodes that answer. */
  static Map<String, String> containers() {
    return LAB.nodes().stream()
        .flatMap(node ->
            LAB.docker(node, "ps", "-q", "--no-trunc", "--filter", "label=slipway.pod")
                .lines()
                .map(id -> node + " " + id))
        .collect(
            Collectors.toMap(
                id -> id,
                id ->
                    LAB.docker(
                            id.substring(0, id.indexOf(' ')),
                            "inspect",
                            "--format",
                            "{{.State.StartedAt}}",
                            id.substring(id.indexOf(' ') + 1))
                        .strip()));
  }

  static long events(String reason, Instant since) {
    return Database.number(
        "select count(*) from event where reason = '%s' and at >= '%s'".formatted(reason, since));
  }

  /** Seconds from the fault until something holds. */
  static double until(
      Instant fault, Duration longest, String what, java.util.concurrent.Callable<Boolean> holds) {
    Patience.within(longest, what).until(holds);
    return Duration.between(fault, Instant.now()).toMillis() / 1000.0;
  }
}
