package dev.slipway.backend.builds;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.backend.builds.BuildFiling.Reported;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.BuildImage;
import dev.slipway.protocol.BuildLog;
import dev.slipway.protocol.BuildReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** A queue of builds with nodes that only write down what they are told. */
class BuildBench {
  static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final AtomicInteger NODES = new AtomicInteger();

  final FakeNodeLink link = new FakeNodeLink();
  final BuildDispatcher dispatcher;
  final BuildReports reports;
  private final Db db;
  private final TransactionTemplate transaction;
  private final BuildService builds;
  private final BuildQueries queries;

  BuildBench(
      BuildDispatch dispatch,
      BuildFiling filing,
      BuildOrders orders,
      BuildLogHub hub,
      BuildService builds,
      BuildQueries queries,
      ChangeFeed feed,
      Db db,
      TransactionTemplate transaction) {
    this.db = db;
    this.transaction = transaction;
    this.builds = builds;
    this.queries = queries;
    dispatcher = new BuildDispatcher(dispatch, filing, orders, link, feed, InstantSource.system());
    reports = new BuildReports(filing, dispatcher, hub, link);
  }

  /** Whatever other tests left in the queue would take the nodes of this one. */
  void clear() {
    link.connected.clear();
    link.refusing.clear();
    link.sent.clear();
    run(
        "update build set state = 'CANCELED', cancel_requested = false where state in ('QUEUED', 'RUNNING')");
  }

  NodeId node() {
    UUID id = UUID.randomUUID();
    int number = NODES.incrementAndGet();
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(
                """
                insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes,
                                  agent_version, engine_version, certificate_serial, certificate_expires_at,
                                  joined_at, last_seen_at)
                values (:id, :name, '10.0.0.1', 'READY', now(), cast(:cidr as cidr), 1000, 1, '1', '1', 'x',
                        now() + interval '1 day', now(), now())
                """)
            .param("id", id)
            .param("name", "builder-" + id)
            .param("cidr", "10.200.%d.0/24".formatted(number))
            .update());
    var node = new NodeId(id);
    link.connected.add(node);
    return node;
  }

  BuildId queue(AppScope scope) {
    return builds.queue(scope, AppSource.pushed(), "main", null, "Subject", "Ada");
  }

  /** Queued and sent to its node. */
  BuildId running(AppScope scope) {
    BuildId id = queue(scope);
    dispatcher.pass();
    return id;
  }

  void tell(NodeId node, BuildReport... told) {
    try {
      reports.file(
          List.of(told).stream()
              .map(report -> new Reported(node, UUID.fromString(report.getId()), report))
              .toList());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void reconnect(NodeId node, BuildId... alive) {
    reports.connected(
        node, Set.of(alive).stream().map(id -> id.value().toString()).collect(Collectors.toSet()));
  }

  List<String> log(AppScope scope, BuildId build) {
    return queries.log(scope, build, 0, 1000).stream().map(BuildLogChunk::text).toList();
  }

  BuildRow row(BuildId build) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                """
                select state, attempt, failure_type, failure, secret_hash is not null as secret, cancel_requested
                  from build where id = :id
                """)
            .param("id", build.value())
            .query((row, _) ->
                new BuildRow(
                    row.getString("state"),
                    row.getInt("attempt"),
                    row.getString("failure_type"),
                    row.getString("failure"),
                    row.getBoolean("secret"),
                    row.getBoolean("cancel_requested")))
            .single());
  }

  void run(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }

  static BuildReport log(BuildId build, long seq, String text) {
    var log = BuildLog.newBuilder().setSeq(seq).setAtMillis(1_700_000_000_000L).setText(text);
    return report(build).setLog(log).build();
  }

  static BuildReport image(BuildId build) {
    return report(build)
        .setImage(BuildImage.newBuilder().setDigest(DIGEST).setSizeBytes(7))
        .build();
  }

  static BuildReport failure(BuildId build, String type, String message) {
    return report(build)
        .setFailure(BuildFailure.newBuilder().setType(type).setMessage(message))
        .build();
  }

  static BuildReport.Builder report(BuildId build) {
    return BuildReport.newBuilder().setId(build.value().toString());
  }
}
