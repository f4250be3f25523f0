package dev.slipway.backend.deployments;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plays the part of nodes and builders on the tables: starts pods, says how they are, routes to
 * them, lets go of them and forgets them, each when chance says so. What an image does is told by
 * the last letter of its digest.
 */
final class FakeAgents {
  enum Image {
    HEALTHY('0'),
    CRASHING('c'),
    NEVER_READY('e'),
    /** Ready for a moment each time. */
    ENDING('d');

    private final char letter;

    Image(char letter) {
      this.letter = letter;
    }

    String digest() {
      return "sha256:" + "0".repeat(63) + letter;
    }
  }

  private static final String START =
      """
      update pod set phase = 'RUNNING', started_at = now()
        from revision
       where revision.id = pod.revision_id and pod.node_id is not null and pod.intent = 'RUN'
         and (pod.phase = 'PENDING' or pod.phase = 'EXITED' and revision.image_digest like '%d') and revision.image_digest not like '%c' and random() < :chance
      """;
  private static final String CRASH =
      """
      update pod set phase = 'EXITED', ready = false, ready_since = null, restarts = restarts + 1, exit_code = 3, reason = 'CrashLoopBackOff',
                     message = 'It ended with code 3: no database.', started_at = now()
        from revision
       where revision.id = pod.revision_id and pod.node_id is not null and pod.intent = 'RUN'
         and (revision.image_digest like '%c' or revision.image_digest like '%d' and pod.ready)
         and random() < :chance
      """;
  private static final String READY =
      """
      update pod set ready = true, ready_since = now()
        from revision
       where revision.id = pod.revision_id and pod.phase = 'RUNNING' and not pod.ready and pod.intent <> 'STOP'
         and right(revision.image_digest, 1) in ('0', 'd') and random() < :chance
      """;
  private static final String ROUTE =
      """
      update pod set routed = true
       where ready and intent = 'RUN' and not routed and random() < :chance
      """;
  private static final String LET_GO =
      """
      update pod set routed = false, intent_since = intent_since - interval '2 seconds'
       where intent = 'DRAIN' and random() < :chance
      """;
  private static final String END =
      "delete from pod where intent = 'STOP' and node_id is not null and random() < :chance";

  private static final String BUILT =
      """
      update build set state = 'SUCCEEDED', since = now(), finished_at = now(), image_digest = :digest
       where app_id = :app and state in ('QUEUED', 'RUNNING')
      """;
  private static final String NODE =
      """
      insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                        engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
      values (:id, :name, '127.0.0.1', 'READY', now(), cast(:cidr as cidr), 64000, 1099511627776, '1', '1', '1',
              now() + interval '1 day', now(), now())
      """;

  private final Db db;
  private final TransactionTemplate transaction;
  private final Random random;

  FakeAgents(Db db, TransactionTemplate transaction, long seed) {
    this.db = db;
    this.transaction = transaction;
    random = new Random(seed);
  }

  /** Node names and ranges are unique in the whole test run. */
  NodeId join(int number) {
    var id = new NodeId(UUID.randomUUID());
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(NODE)
            .param("id", id.value())
            .param("name", "node-" + id.value())
            .param("cidr", "10.%d.%d.0/20".formatted(100 + number / 16, number % 16 * 16))
            .update());
    return id;
  }

  void leave(NodeId node) {
    transaction.executeWithoutResult(_ -> {
      run("delete from pod where node_id = '%s'".formatted(node.value()));
      run("delete from environment_network where node_id = '%s'".formatted(node.value()));
      run("delete from node where id = '%s'".formatted(node.value()));
    });
  }

  void built(AppId app, Image image) {
    transaction.executeWithoutResult(_ ->
        db.system().sql(BUILT).param("app", app.value()).param("digest", image.digest()).update());
  }

  /** Every node does something, or not yet. */
  void act() {
    for (String deed : List.of(START, CRASH, READY, ROUTE, LET_GO, END)) {
      double chance = random.nextDouble();
      transaction.executeWithoutResult(_ -> db.system().sql(deed).param("chance", chance).update());
    }
  }

  private void run(String statement) {
    JdbcClient jdbc = db.system();
    jdbc.sql(statement).update();
  }
}
