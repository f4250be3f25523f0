package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds after every fault, from the database and the engines: each that does not is a
 * sentence. The numbers are those of the reference on reliability.
 */
final class Invariants {
  /** From the last fault until the machines are as they should be. */
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private final Platform platform;
  private final Lab lab;
  private long epoch;

  Invariants(Platform platform, Lab lab) {
    this.platform = platform;
    this.lab = lab;
  }

  /** Waits until all hold; what is still broken then is in the failure. */
  void hold() {
    Patience.within(SETTLED, "every invariant holds").until(this::broken, List::isEmpty);
  }

  List<String> broken() {
    var broken = new ArrayList<String>();
    none(
        broken,
        "I1: deployment %s of %s has not ended for a minute.",
        """
        select d.number, a.slug from deployment d join app a on a.id = d.app_id
         where d.finished_at is null and d.created_at < now() - interval '60 seconds'
        """);
    none(
        broken,
        "I2: app %s has more than one rollout.",
        """
        select a.slug from deployment d join app a on a.id = d.app_id
         where d.state in ('PROGRESSING', 'ABORTING') group by a.slug having count(*) > 1
        """);
    none(
        broken,
        "I3: app %s wants %s pods and has %s that run, %s of them ready.",
        """
        select a.slug, a.replicas, count(p.id), count(p.id) filter (where p.ready)
          from app a left join pod p on p.app_id = a.id and p.intent = 'RUN'
         where a.deleted_at is null and a.current_deployment_id is not null
         group by a.id
        having count(p.id) <> a.replicas or count(p.id) filter (where p.ready and p.phase = 'RUNNING') <> a.replicas
        """);
    none(
        broken,
        "I7: the platform has told that %s",
        """
        select message from event where reason = 'NodeAhead' and at > now() - interval '5 minutes'
        """);
    none(
        broken,
        "I9: delivery %s has led to %s deployments.",
        """
        select delivery, count(distinct deployment_id) from webhook_delivery
         where deployment_id is not null group by webhook_id, delivery having count(distinct deployment_id) > 1
        """);
    containers(broken);
    ingresses(broken);
    audit(broken);
    epochs(broken);
    return broken;
  }

  private static void none(List<String> broken, String sentence, String sql) {
    Database.rows(sql).forEach(row -> broken.add(sentence.formatted(row.toArray())));
  }

  /** I4 and I5, on machines that answer. */
  private void containers(List<String> broken) {
    for (String node : ready()) {
      Map<String, String> rows =
          Database.rows(
                  """
                  select p.id, right(replace(p.environment_id::text, '-', ''), 12)
                    from pod p join node n on n.id = p.node_id where n.name = '%s'
                  """
                      .formatted(node))
              .stream()
              .collect(Collectors.toMap(List::getFirst, List::getLast));
      Set<String> running = pods(node, "status=running");
      for (String pod : pods(node, "status=running", "status=created", "status=exited")) {
        if (!rows.containsKey(pod)) {
          broken.add(
              "I4: %s has a container of pod %s, which is not placed there.".formatted(node, pod));
        }
      }
      Database.rows(
              """
              select p.id from pod p join node n on n.id = p.node_id
               where n.name = '%s' and p.intent = 'RUN' and p.phase = 'RUNNING'
              """
                  .formatted(node))
          .stream()
          .map(List::getFirst)
          .filter(pod -> !running.contains(pod))
          .forEach(pod ->
              broken.add(
                  "I4: pod %s runs on %s by its row, and has no container.".formatted(pod, node)));
      Set<String> plugged = networks(broken, node, rows);
      plugged.retainAll(running);
      wires(broken, node, rows, plugged);
    }
  }

  private Set<String> pods(String node, String... filters) {
    var words =
        new ArrayList<>(List.of("ps", "-a", "--no-trunc", "--filter", "label=slipway.role=app"));
    for (String filter : filters) {
      words.addAll(List.of("--filter", filter));
    }
    words.addAll(List.of("--format", "{{.Label \"slipway.pod\"}}"));
    return lab.docker(node, words.toArray(String[]::new)).lines().collect(toSet());
  }

  /**
   * @return pods that the engine has not connected, so that the agent has to
   */
  private Set<String> networks(List<String> broken, String node, Map<String, String> environments) {
    var plugged = new HashSet<String>();
    String sandboxes =
        lab.docker(
            node,
            "ps",
            "--filter",
            "label=slipway.role=sandbox",
            "--format",
            "{{.Label \"slipway.pod\"}} {{.Networks}}");
    for (String line : sandboxes.lines().toList()) {
      String[] words = line.split(" ", 2);
      String own = "slp-" + environments.get(words[0]);
      if (words[1].equals("none")) {
        plugged.add(words[0]);
      } else if (environments.containsKey(words[0]) && !words[1].equals(own)) {
        broken.add(
            "I5: pod %s on %s is on network %s instead of %s."
                .formatted(words[0], node, words[1], own));
      }
    }
    return plugged;
  }

  /** The other half of I5: what the agent has connected. */
  private void wires(
      List<String> broken, String node, Map<String, String> environments, Set<String> plugged) {
    List<String> wires = lab.wires(node).lines().toList();
    environments.forEach((pod, environment) -> {
      List<String> own =
          wires.stream().filter(line -> line.contains(" " + port(pod) + "@")).toList();
      own.stream()
          .filter(line -> !line.contains(" master slp" + environment + " "))
          .forEach(line ->
              broken.add("I5: pod %s on %s is in another bridge: %s".formatted(pod, node, line)));
      if (own.isEmpty() && plugged.contains(pod)) {
        broken.add("I5: pod %s on %s runs and is in no bridge.".formatted(pod, node));
      }
    });
  }

  /** As the agent names the device of a pod. */
  private static String port(String pod) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(pod.getBytes(UTF_8));
      return "slv" + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** I6: what an ingress sends requests to is ready and of that app. */
  private void ingresses(List<String> broken) {
    Set<String> ready =
        Database.rows("select id from pod where ready and intent <> 'STOP'").stream()
            .map(List::getFirst)
            .collect(toSet());
    for (String node : ready()) {
      lab.haproxy(node, "show servers state")
          .lines()
          .map(line -> line.split(" "))
          .filter(fields -> fields.length > 6 && fields[3].matches("[0-9a-f-]{36}"))
          .filter(fields -> !ready.contains(fields[3]))
          .forEach(fields ->
              broken.add(
                  "I6: the ingress of %s sends requests to pod %s, which is not ready."
                      .formatted(node, fields[3])));
    }
  }

  private void audit(List<String> broken) {
    platform
        .get("/audit/verification")
        .valueStream()
        .filter(chain -> !chain.path("intact").asBoolean())
        .forEach(chain -> broken.add("I8: " + chain.path("message").asString()));
  }

  /** I10: who leads has an epoch above all before. */
  private void epochs(List<String> broken) {
    long now = Database.number("select max(epoch) from leader");
    if (now < epoch) {
      broken.add("I10: the leader's epoch went from %d back to %d.".formatted(epoch, now));
    }
    epoch = now;
  }

  private static List<String> ready() {
    return Database.rows("select name from node where state = 'READY' order by name").stream()
        .map(List::getFirst)
        .toList();
  }
}
