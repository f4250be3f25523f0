package dev.slipway.backend.agents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.feed.Change;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.DesiredDelta;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The picture of a large installation: 50 nodes, 1,000 apps in 100 environments, 5,000 pods. */
@DatabaseTest
class PicturesTest {
  private static final List<String> FILL =
      List.of(
          """
          insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                            engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at,
                            roles)
          select gen_random_uuid(), 'large-' || i, '192.0.2.' || i, 'READY', now(),
                 set_masklen(inet '10.64.0.0' + i * 4096, 20)::cidr, 1000, 1, 'test', 'none', '0', now(), now(), now(),
                 case when i <= 2 then '{INGRESS}'::text[] else '{WORKLOAD}' end
            from generate_series(1, 50) i
          """,
          """
          insert into environment (id, organization_id, project_id, slug, created_at)
          select gen_random_uuid(), organization_id, project_id, 'large-' || i, now()
            from app, generate_series(0, 99) i
           where id = :app
          """,
          """
          insert into app (id, organization_id, project_id, environment_id, slug, kind, source, spec, replicas,
                           created_at)
          select gen_random_uuid(), a.organization_id, a.project_id, e.id, 'large-' || i, a.kind, a.source, a.spec, 5,
                 now()
            from app a
           cross join generate_series(1, 1000) i
            join environment e on e.slug = 'large-' || i % 100
           where a.id = :app
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
          """,
          """
          insert into environment_network (organization_id, environment_id, node_id, subnet)
          select organization_id, environment_id, node_id,
                 set_masklen(inet '10.200.0.0' + row_number() over () * 4, 30)::cidr
            from (select distinct organization_id, environment_id, node_id from pod where name like 'slp-large-%') used
          """);

  private static final List<String> DEEDS =
      Stream.of(
              "update pod set ready = not ready where id in $pod",
              "update pod set routed = not routed where id in $pod",
              "update pod set intent = 'DRAIN' where id in $pod",
              "update pod set intent = 'STOP', ready = false where id in $pod",
              "delete from pod where id in $pod",
              "update pod set phase = 'SUCCEEDED' where id in $pod",
              "update node set state = 'UNREACHABLE' where id in $node",
              "update node set state = 'READY' where id in $node",
              "update node set address = '198.51.100.' || :i % 250 where id in $node",
              "update node set roles = '{INGRESS}' where id in $node",
              "update node set roles = '{WORKLOAD}' where id in $node",
              "update node set state = case when :i % 7 = 0 then 'SUSPECT' else 'READY' end",
              "update service set name = 's' || md5(id::text || :i) where id in $service",
              "delete from service where id in $service",
              "delete from route where id in $route",
              "update route set host = md5(id::text || :i) || '.test' where id in $route",
              """
              with gone as (delete from pod where node_id in $node returning node_id, environment_id)
              delete from environment_network n using gone
               where gone.node_id = n.node_id and gone.environment_id = n.environment_id
              """,
              """
              with moved as (
                insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id,
                                 name, created_at, intent, intent_since, node_id, address, phase, ready)
                select gen_random_uuid(), p.organization_id, p.project_id, p.environment_id, p.app_id, p.deployment_id,
                       p.revision_id, p.name || 'x' || :i, now(), 'RUN', now(), n.id,
                       p.address + 1048576 + :i, 'RUNNING', true
                  from pod p, node n
                 where p.id in $pod and n.id in $node and p.node_id is not null
                 limit 1
                on conflict do nothing
                returning organization_id, environment_id, node_id)
              insert into environment_network (organization_id, environment_id, node_id, subnet)
              select organization_id, environment_id, node_id,
                     set_masklen(inet '10.240.0.0' + (select count(*) from environment_network) * 8 + :i * 65536, 30)::cidr
                from moved
              on conflict do nothing
              """)
          .map(deed -> {
            String filled = deed;
            for (String table : List.of("pod", "node", "service", "route")) {
              filled =
                  filled.replace(
                      "$" + table,
                      "(select id from %s order by md5(id::text || :i) limit 3)".formatted(table));
            }
            return filled;
          })
          .toList();

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired Pictures pictures;
  @Autowired Db db;
  @Autowired Json json;
  private Set<NodeId> nodes = Set.of();
  private long told;

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
    told = last();
  }

  @Test
  void aChangeOfOnePodConcernsItsNeighboursAndTheIngresses() {
    Picture picture = whole();
    Map<NodeId, NodeSet> before = sets(picture);
    assertThat(before.values().stream().mapToInt(set -> set.pods().size()).sum()).isEqualTo(5000);
    UUID pod = one("select id from pod where name = 'slp-large-7-3'");
    UUID app = one("select id from app where slug = 'large-7'");
    UUID environment = one("select environment_id from app where slug = 'large-7'");
    int _ = db.system().sql("update pod set ready = false where name = 'slp-large-7-3'").update();
    long start = System.nanoTime();
    Picture.News news = look(picture, changed(pod, app));
    long taken = System.nanoTime();
    Set<NodeId> concerned = new HashSet<>(picture.nodesOf(environment));
    concerned.addAll(picture.ingresses());
    assertThat(news.nodes()).isEqualTo(concerned);
    assertThat(concerned).hasSizeLessThan(nodes.size());
    int bytes = 0;
    for (NodeId node : concerned) {
      DesiredDelta delta =
          set(picture, node).since(requireNonNull(before.get(node))).orElseThrow().build();
      assertThat(delta.getServicesCount())
          .isEqualTo(picture.nodesOf(environment).contains(node) ? 1 : 0);
      assertThat(delta.getRoutesCount()).isEqualTo(picture.ingresses().contains(node) ? 1 : 0);
      assertThat(delta.getPodsCount() + delta.getPeersCount()).isZero();
      bytes = Math.max(bytes, delta.getSerializedSize());
    }
    LoggerFactory.getLogger(getClass())
        .info(
            "5,000 pods on 50 nodes: a change looked at in {} ms and told to {} nodes, each {} bytes",
            Duration.ofNanos(taken - start).toMillis(),
            concerned.size(),
            bytes);
    assertThat(bytes).isLessThan(1500);
  }

  @Test
  void aNodeIsToldOfItsEnvironmentsOnly() {
    Picture picture = whole();
    NodeId node = one("select id from node where name = 'large-9'", NodeId::new);
    NodeSet set = picture.of(node);
    assertThat(set.routes()).isEmpty();
    assertThat(set.services().values())
        .allMatch(service -> set.networks().containsKey(service.getEnvironmentId()));
    assertThat(set.services()).hasSizeLessThan(1000);
    assertThat(set.peers()).doesNotContainKey(node.value().toString());
    picture
        .ingresses()
        .forEach(ingress -> assertThat(set.peers()).containsKey(ingress.value().toString()));
    set.services().values().stream()
        .flatMap(service -> service.getEndpointsList().stream())
        .map(endpoint -> picture.home(UUID.fromString(endpoint.getPodId())))
        .filter(home -> !node.equals(home))
        .filter(Objects::nonNull)
        .forEach(home -> assertThat(set.peers()).containsKey(home.value().toString()));
  }

  @Test
  void aSweepProvesNothingOfWhatNobodyHasToldYet() {
    var picture = new Picture();
    Touched _ = pictures.everything(picture);
    assertThat(picture.horizon()).isZero();
    Touched _ = pictures.begin(picture);
    assertThat(picture.horizon()).isPositive();
  }

  /** Whatever happens, what was looked at piece by piece is what a new picture shows. */
  @RepeatedTest(3)
  void aPictureKeptUpToDateIsTheSameAsANewOne(RepetitionInfo run) {
    var random = new SplittableRandom(run.getCurrentRepetition());
    Picture kept = whole();
    for (int round = 0; round < 12; round++) {
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        String deed = DEEDS.get(random.nextInt(DEEDS.size()));
        int _ = db.system().sql(deed).param("i", random.nextInt(1, 1001)).update();
      }
      Map<NodeId, NodeSet> before = sets(kept);
      Picture.News news = look(kept, Touched.by(changes()));
      Picture fresh = whole();
      for (NodeId node : nodes()) {
        assertThat(kept.knows(node)).isEqualTo(fresh.knows(node));
        NodeSet now = set(kept, node);
        assertThat(now).isEqualTo(set(fresh, node));
        if (!now.equals(before.get(node))) {
          assertThat(news.nodes()).contains(node);
        }
      }
      fresh.apps().forEach(app -> assertThat(kept.reach(app)).isEqualTo(fresh.reach(app)));
      assertThat(kept.apps()).isEqualTo(fresh.apps());
    }
  }

  private Picture whole() {
    var picture = new Picture();
    Touched all = pictures.begin(picture);
    pictures.refresh(picture, all.nodes(), all.apps(), nodes());
    Picture.News _ = picture.news();
    return picture;
  }

  private Picture.News look(Picture picture, Touched touched) {
    Touched resolved = pictures.resolve(picture, touched);
    pictures.refresh(picture, resolved.nodes(), resolved.apps(), nodes());
    return picture.news();
  }

  private Map<NodeId, NodeSet> sets(Picture picture) {
    var sets = new HashMap<NodeId, NodeSet>();
    nodes().forEach(node -> sets.put(node, set(picture, node)));
    return sets;
  }

  /** Without what is said of the disk, which is looked up now and then only. */
  private static NodeSet set(Picture picture, NodeId node) {
    NodeSet set = picture.of(node);
    return new NodeSet(set.pods(), set.networks(), set.services(), set.routes(), set.peers());
  }

  private static Touched changed(UUID pod, UUID app) {
    return Touched.by(List.of(new Change("pod", null, null, new AppId(app), pod)));
  }

  /** What the feed would tell, which is told after commits only. */
  private List<Change> changes() {
    List<Change> changes =
        db.system()
            .sql("select kind, app_id, object_id from change_log where seq > :from order by seq")
            .param("from", told)
            .query((row, _) -> {
              UUID app = row.getObject("app_id", UUID.class);
              return new Change(
                  row.getString("kind"),
                  null,
                  null,
                  app == null ? null : new AppId(app),
                  row.getObject("object_id", UUID.class));
            })
            .list();
    told = last();
    return changes;
  }

  private long last() {
    return db.system()
        .sql("select coalesce(max(seq), 0) from change_log")
        .query(Long.class)
        .single();
  }

  private Set<NodeId> nodes() {
    return nodes;
  }

  private UUID one(String sql) {
    return db.system().sql(sql).query((row, _) -> row.getObject(1, UUID.class)).single();
  }

  private <T> T one(String sql, Function<UUID, T> type) {
    return type.apply(one(sql));
  }
}
