package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.DesiredDelta;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The picture of a large installation: 50 nodes, 1,000 apps, 5,000 pods. */
@DatabaseTest
class PicturesTest {
  private static final List<String> FILL =
      List.of(
          """
          insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                            engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
          select gen_random_uuid(), 'large-' || i, '127.0.0.1', 'READY', now(),
                 set_masklen(inet '10.64.0.0' + i * 4096, 20)::cidr, 1000, 1, 'test', 'none', '0', now(), now(), now()
            from generate_series(1, 50) i
          """,
          """
          insert into app (id, organization_id, project_id, environment_id, slug, kind, source, spec, replicas,
                           created_at)
          select gen_random_uuid(), organization_id, project_id, environment_id, 'large-' || i, kind, source, spec, 5,
                 now()
            from app, generate_series(1, 1000) i
           where id = :app
          """,
          """
          insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config,
                                routes, created_at)
          select gen_random_uuid(), organization_id, id, 1, slug, 'sha256:' || repeat('0', 64), cast(:spec as jsonb),
                 '{"GREETING": {"plain": "hello"}}', '[]', now()
            from app
           where slug like 'large-%'
          """,
          """
          insert into deployment (id, organization_id, app_id, number, trigger, triggered_by, strategy, revision_id,
                                  state, state_since, progress_at, created_at, finished_at)
          select gen_random_uuid(), organization_id, app_id, 1, 'MANUAL', 'test', 'ROLLING', id, 'COMPLETE', now(),
                 now(), now(), now()
            from revision
           where image_repository like 'large-%'
          """,
          """
          insert into service (id, organization_id, environment_id, app_id, name, type, address, port, target_port,
                               created_at)
          select gen_random_uuid(), organization_id, environment_id, id, slug, 'CLUSTER_IP',
                 inet '10.97.0.0' + row_number() over (), 80, 8080, now()
            from app
           where slug like 'large-%'
          """,
          """
          insert into route (id, organization_id, environment_id, app_id, host, created_at)
          select gen_random_uuid(), organization_id, environment_id, id, slug || '.apps.localhost', now()
            from app
           where slug like 'large-%'
          """,
          """
          insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name,
                           created_at, intent, intent_since, node_id, address, phase, ready)
          select gen_random_uuid(), a.organization_id, a.project_id, a.environment_id, a.id, d.id, d.revision_id,
                 'slp-' || a.slug || '-' || i, now(), 'RUN', now(), n.id,
                 inet '10.72.0.0' + row_number() over (), 'RUNNING', true
            from app a
            join deployment d on d.app_id = a.id
           cross join generate_series(1, 5) i
            join (select id, row_number() over () as number from node where name like 'large-%') n
              on n.number = 1 + (abs(hashtext(a.slug || i)) % 50)
           where a.slug like 'large-%'
          """);

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired Pictures pictures;
  @Autowired Db db;
  @Autowired Json json;
  private Set<NodeId> nodes = Set.of();

  @BeforeEach
  void fill() {
    new TestNodes(application).deleteAll();
    TestTenant tenant = tenants.create();
    for (String sql : FILL) {
      int _ =
          db.system()
              .sql(sql)
              .param("app", tenant.app().value())
              .param("spec", json.write(AppSpec.web(8080)))
              .update();
    }
    nodes =
        db
            .system()
            .sql("select id from node")
            .query((row, _) -> new NodeId(row.getObject(1, UUID.class)))
            .list()
            .stream()
            .collect(Collectors.toSet());
  }

  @Test
  void aChangeOfOnePodIsAFewLinesForEachNode() {
    Picture before = pictures.take(nodes);
    assertThat(before.pods().values().stream().mapToInt(java.util.Map::size).sum()).isEqualTo(5000);
    int _ = db.system().sql("update pod set ready = false where name = 'slp-large-7-3'").update();
    long start = System.nanoTime();
    Picture after = pictures.take(nodes).sharing(before);
    long taken = System.nanoTime();
    int bytes = 0;
    for (NodeId node : nodes) {
      DesiredDelta delta = after.of(node).since(before.of(node)).orElseThrow().build();
      assertThat(delta.getServicesCount()).isEqualTo(1);
      assertThat(delta.getRoutesCount()).isEqualTo(1);
      assertThat(delta.getServices(0).getEndpointsCount()).isEqualTo(4);
      assertThat(delta.getPodsCount()).isZero();
      bytes = delta.getSerializedSize();
    }
    LoggerFactory.getLogger(getClass())
        .info(
            "5,000 pods on 50 nodes: picture in {} ms, deltas in {} ms, each {} bytes; a complete set {} bytes",
            Duration.ofNanos(taken - start).toMillis(),
            Duration.ofNanos(System.nanoTime() - taken).toMillis(),
            bytes,
            after.of(nodes.iterator().next()).complete(1, 1).getSerializedSize());
    assertThat(bytes).isLessThan(1500);
  }
}
