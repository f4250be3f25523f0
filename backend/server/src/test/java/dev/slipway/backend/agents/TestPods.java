package dev.slipway.backend.agents;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.testing.TestAddresses;
import dev.slipway.backend.testing.TestTenant;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows that deployments and networking would have made. Each call is a transaction of its own. */
public final class TestPods {
  private static final String REVISION =
      """
      insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config, routes,
                            created_at)
      values (:id, :organization, :app, (select count(*) + 1 from revision where app_id = :app), 'acme/shop/production/web',
              'sha256:' || repeat('0', 64), cast(:spec as jsonb), cast(:config as jsonb), '[]', now())
      """;
  private static final String DEPLOYMENT =
      """
      insert into deployment (id, organization_id, app_id, number, trigger, triggered_by, strategy, revision_id, state,
                              state_since, progress_at, created_at, finished_at)
      values (:id, :organization, :app, (select count(*) + 1 from deployment where app_id = :app), 'MANUAL', 'test',
              'ROLLING', :revision, 'COMPLETE', now(), now(), now(), now())
      """;
  private static final String POD =
      """
      insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name,
                       created_at, intent, intent_since, node_id, address)
      values (:id, :organization, :project, :environment, :app, :deployment, :revision, :name, now(), 'RUN', now(),
              :node, cast(:address as inet))
      """;
  private static final String SERVICE =
      """
      insert into service (id, organization_id, environment_id, app_id, name, type, address, port, target_port,
                           created_at)
      values (:id, :organization, :environment, :app, 'web', 'CLUSTER_IP', cast(:address as inet), 80, 8080, now())
      """;
  private static final String NETWORK =
      """
      insert into environment_network (organization_id, environment_id, node_id, subnet)
      values (:organization, :environment, :node, cast(:subnet as cidr))
      on conflict (environment_id, node_id) do nothing
      """;
  private static final String ROUTE =
      """
      insert into route (id, organization_id, environment_id, app_id, host, created_at)
      values (:id, :organization, :environment, :app, :host, now())
      """;
  private static final String NODE =
      """
      insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                        engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
      values (:id, :name, '127.0.0.1', :state, now(), cast(:podCidr as cidr), 1000, 1, 'test', 'none', '0', now(),
              now(), now())
      """;
  private static final String INTEND =
      "update pod set intent = :intent, intent_since = now() where id = :id";

  private final Db db;
  private final Json json;
  private final TransactionTemplate transactions;

  public TestPods(ApplicationContext application) {
    this.db = application.getBean(Db.class);
    this.json = application.getBean(Json.class);
    this.transactions = application.getBean(TransactionTemplate.class);
  }

  record Observed(
      String phase,
      boolean ready,
      boolean routed,
      int restarts,
      String reason,
      boolean readySince) {}

  public UUID revision(TestTenant tenant, AppSpec spec, Map<String, Map<String, String>> config) {
    return insert(REVISION, tenant, Map.of("spec", json.write(spec), "config", json.write(config)));
  }

  public UUID pod(TestTenant tenant, UUID revision, UUID node) {
    UUID deployment = insert(DEPLOYMENT, tenant, Map.of("revision", revision));
    UUID _ = insert(NETWORK, tenant, Map.of("node", node, "subnet", TestAddresses.podCidr()));
    return insert(
        POD,
        tenant,
        Map.of(
            "deployment", deployment,
            "revision", revision,
            "name", "slp-web-1-" + UUID.randomUUID().toString().substring(0, 6),
            "node", node,
            "address", TestAddresses.pod()));
  }

  /** A pod of a web app with nothing special about it. */
  public UUID pod(TestTenant tenant, UUID node) {
    return pod(tenant, revision(tenant, AppSpec.web(8080), Map.of()), node);
  }

  UUID service(TestTenant tenant) {
    return insert(SERVICE, tenant, Map.of("address", TestAddresses.service()));
  }

  UUID route(TestTenant tenant) {
    return insert(ROUTE, tenant, Map.of("host", tenant.slug() + ".apps.localhost"));
  }

  void intend(UUID pod, String intent) {
    run(() -> db.system().sql(INTEND).param("id", pod).param("intent", intent).update());
  }

  public void execute(String sql, UUID id) {
    run(() -> db.system().sql(sql).param("id", id).update());
  }

  /** One that has connected once, without a machine. */
  public UUID node(String state) {
    UUID id = UUID.randomUUID();
    run(() ->
        db.system()
            .sql(NODE)
            .param("id", id)
            .param("name", "n" + id.toString().substring(0, 8))
            .param("state", state)
            .param("podCidr", TestAddresses.podCidr())
            .update());
    return id;
  }

  long silentSeconds(UUID node) {
    return run(() ->
        db.system()
            .sql("select extract(epoch from now() - last_seen_at)::bigint from node where id = :id")
            .param("id", node)
            .query(Long.class)
            .single());
  }

  boolean podsUnknown(UUID node) {
    return run(() ->
        db.system()
            .sql("select pods_unknown from node where id = :id")
            .param("id", node)
            .query(Boolean.class)
            .single());
  }

  long secondsReady(UUID pod) {
    return run(() ->
        db.system()
            .sql("select extract(epoch from now() - ready_since)::bigint from pod where id = :id")
            .param("id", pod)
            .query(Long.class)
            .single());
  }

  boolean exists(UUID pod) {
    return run(() ->
        db.system()
            .sql("select count(*) from pod where id = :id")
            .param("id", pod)
            .query(Integer.class)
            .single())
        == 1;
  }

  Observed observed(UUID pod) {
    return run(() ->
        db.system()
            .sql(
                """
                select phase, ready, routed, restarts, coalesce(reason, '') as reason,
                       ready_since is not null as ready_since
                  from pod
                 where id = :id
                """)
            .param("id", pod)
            .query((row, _) ->
                new Observed(
                    row.getString("phase"),
                    row.getBoolean("ready"),
                    row.getBoolean("routed"),
                    row.getInt("restarts"),
                    row.getString("reason"),
                    row.getBoolean("ready_since")))
            .single());
  }

  /** "organization reason message" of the events about a node, oldest first. */
  java.util.List<String> eventsOf(UUID node) {
    return run(() ->
        db.system()
            .sql(
                """
                select coalesce(organization_id::text, '-') || ' ' || reason || ' ' || message
                  from event
                 where node_id = :node
                 order by at, id
                """)
            .param("node", node)
            .query(String.class)
            .list());
  }

  private UUID insert(String sql, TestTenant tenant, Map<String, ?> more) {
    UUID id = UUID.randomUUID();
    run(() ->
        db.system()
            .sql(sql)
            .param("id", id)
            .param("organization", tenant.organization().value())
            .param("project", tenant.project().value())
            .param("environment", tenant.environment().value())
            .param("app", tenant.app().value())
            .params(more)
            .update());
    return id;
  }

  private <T> T run(java.util.function.Supplier<T> action) {
    return java.util.Objects.requireNonNull(transactions.execute(_ -> action.get()));
  }
}
