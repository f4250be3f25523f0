package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.builds.BaseLogins;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestAddresses;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.RegistryLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told what opens a registry. */
@ServerTest
class RegistryLoginsTest {
  private static final String NODE =
      """
      insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                        engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
      values (:id, 'n-' || :id, '10.0.0.1', 'READY', now(),
              cast(:cidr as cidr),
              1000, 1, '1', '1', 'x', now(), now(), now())
      """;
  private static final String POD =
      """
      with r as (
        insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config,
                              routes, created_at)
        values (:revision, :organization, :app, 1, :repository, 'sha256:' || repeat('0', 64),
                (select spec from app where id = :app), '{}', '[]', now())
      ), d as (
        insert into deployment (id, organization_id, app_id, number, trigger, triggered_by, strategy, revision_id,
                                state, state_since, progress_at, created_at)
        values (:deployment, :organization, :app, 1, 'MANUAL', 'Ada', 'ROLLING', :revision, 'PENDING', now(), now(),
                now())
      )
      insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name,
                       created_at, intent, intent_since, node_id, address)
      values (:pod, :organization, :project, :environment, :app, :deployment, :revision, cast(:pod as text), now(),
              'RUN', now(), :node,
              cast(:address as inet))
      """;

  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired RegistryLogins logins;
  @Autowired BaseLogins builds;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private TestTenant tenant;
  private NodeId node;

  @BeforeEach
  void oneRegistry() {
    tenant = tenants.create();
    node = node();
    add("localhost:1", "everybody's", null);
  }

  @Test
  void aNodeIsToldForItsOwnPods() {
    UUID pod = pod("localhost:1/team/web");
    assertThat(logins.ofPod(node, pod, ""))
        .hasValue(new Login("localhost:1", "ada", "everybody's"));
  }

  @Test
  void andForNoOthers() {
    UUID pod = pod("localhost:1/team/web");
    assertThat(logins.ofPod(node(), pod, "")).isEmpty();
    assertThat(logins.ofPod(node, UUID.randomUUID(), "")).isEmpty();
  }

  @Test
  void forImagesOfAnotherHostThereIsNothing() {
    assertThat(logins.ofPod(node, pod("localhost:2/team/web"), "")).isEmpty();
  }

  @Test
  void forTheBuiltInRegistryThereIsNothing() {
    assertThat(logins.ofPod(node, pod("acme/shop/production/web"), "")).isEmpty();
  }

  @Test
  void forTheImageOfAnotherContainerOfThePodItIsToldToo() {
    UUID pod = pod("localhost:2/team/web");
    run(
        """
        update revision
           set container_images = '{"image": {"localhost:1/team/proxy:1": "localhost:1/team/proxy@sha256:0"}}'
         where id = (select revision_id from pod where id = :pod)
        """,
        Map.of("pod", pod));
    assertThat(logins.ofPod(node, pod, "localhost:1"))
        .hasValue(new Login("localhost:1", "ada", "everybody's"));
    assertThat(logins.ofPod(node, pod, "")).isEmpty();
    assertThat(logins.ofPod(node(), pod, "localhost:1")).isEmpty();
  }

  @Test
  void forAHostThatNoneOfThePodsImagesIsOfThereIsNothing() {
    assertThat(logins.ofPod(node, pod("localhost:2/team/web"), "localhost:1")).isEmpty();
  }

  @Test
  void whatAProjectHasForAHostComesFirst() {
    add("localhost:1", "the project's", tenant.project().value());
    assertThat(logins.ofPod(node, pod("localhost:1/team/web"), ""))
        .hasValue(new Login("localhost:1", "ada", "the project's"));
    assertThat(builds.of(tenant.organization(), tenant.app()))
        .extracting(RegistryLogin::getPassword)
        .containsExactly("the project's");
  }

  @Test
  void aBuildGetsWhatItsProjectHas() {
    add("localhost:2", "another", null);
    assertThat(builds.of(tenant.organization(), tenant.app()))
        .extracting(RegistryLogin::getHost)
        .containsExactly("localhost:1", "localhost:2");
    TestTenant stranger = tenants.create();
    assertThat(builds.of(stranger.organization(), stranger.app())).isEmpty();
  }

  private void add(String host, String password, @Nullable UUID project) {
    var added =
        http.post(
            "/api/v1/organizations/%s/registries".formatted(tenant.organization().value()),
            tenant.token(),
            """
            {"name": "%s", "kind": "OTHER", "host": "%s", "user": "ada", "password": "%s", "project": %s}
            """
                .formatted(
                    UUID.randomUUID(),
                    host,
                    password,
                    project == null ? "null" : "\"" + project + "\""));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
  }

  private NodeId node() {
    UUID id = UUID.randomUUID();
    run(NODE, Map.of("id", id, "cidr", TestAddresses.podCidr()));
    return new NodeId(id);
  }

  private UUID pod(String repository) {
    UUID id = UUID.randomUUID();
    var values = new HashMap<String, Object>();
    values.put("organization", tenant.organization().value());
    values.put("project", tenant.project().value());
    values.put("environment", tenant.environment().value());
    values.put("app", tenant.app().value());
    values.put("revision", UUID.randomUUID());
    values.put("deployment", UUID.randomUUID());
    values.put("pod", id);
    values.put("node", node.value());
    values.put("address", TestAddresses.pod());
    values.put("repository", repository);
    run(POD, values);
    return id;
  }

  private void run(String sql, Map<String, ?> values) {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(sql).params(values).update();
    });
  }
}
