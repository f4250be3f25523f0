package dev.slipway.e2e;

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
  static synchronized Steady app() {
    if (steady == null) {
      String slug = "probed-" + Long.toString(System.currentTimeMillis() % 1_000_000, 36);
      steady = Steady.deployed(PLATFORM, slug, LAB.folder().resolve(slug), 3);
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

  static String id(String node) {
    return Database.one("select id from node where name = '%s'".formatted(node));
  }

  /** Another one after each time its agent has connected. */
  static String connection(String node) {
    return Database.one(
        "select registry_secret_hash::text from node where name = '%s'".formatted(node));
  }

  /** Whether it takes new pods and builds. */
  static void schedulable(String node, boolean yes) {
    PLATFORM.patch("/nodes/" + id(node), "{\"schedulable\": %s}".formatted(yes));
  }

  static void everyNodeIsReady() {
    Patience.within(Duration.ofMinutes(3), "every node is ready")
        .until(() -> nodes("READY").equals(LAB.nodes()));
  }

  /**
   * After each test: whatever it did is undone, every invariant holds, nothing is on its way out.
   */
  static void allIsWell() {
    LAB.does("mend");
    everyNodeIsReady();
    INVARIANTS.hold();
    Patience.within(Duration.ofMinutes(3), "nothing leaves any more")
        .until(() -> Database.number("select count(*) from pod where intent <> 'RUN'") == 0);
  }

  /** A node that has pods of the app and is not where requests come in. */
  static String victim() {
    return running().stream()
        .map(pod -> pod.path("node").asString())
        .filter(node -> !node.equals(INGRESS))
        .findFirst()
        .orElseThrow();
  }

  /** The control plane that leads, by the process that holds the lease: its name is PID@host. */
  static String leader() {
    String pid = Database.one("select split_part(holder, '@', 1) from leader");
    return LAB.planes().stream()
        .filter(plane -> LAB.does("pid", plane).strip().equals(pid))
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

  /** Every container of a pod with the moment it was started, on all nodes that answer. */
  static Map<String, String> containers() {
    return LAB.nodes().stream()
        .flatMap(node ->
            LAB.docker(
                    node,
                    "ps",
                    "-q",
                    "--no-trunc",
                    "--filter",
                    "label=slipway.pod",
                    "--filter",
                    "name=^slp-")
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

  /** Reasons of what was told of a node since, in order. */
  static List<String> events(Instant since, String node) {
    return Database.rows(
            "select reason from event where node_id = '%s' and at >= '%s' order by at, id"
                .formatted(id(node), since))
        .stream()
        .map(List::getFirst)
        .toList();
  }

  /** Seconds from the fault until something holds. */
  static double until(
      Instant fault, Duration longest, String what, java.util.concurrent.Callable<Boolean> holds) {
    Patience.within(longest, what).until(holds);
    return Duration.between(fault, Instant.now()).toMillis() / 1000.0;
  }
}
