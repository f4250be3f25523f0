package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.images.ContainerImageRepository.Waiting;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RealRegistry;
import dev.slipway.backend.registries.TinyImage;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tags of init containers and sidecars mean. */
@ServerTest
class ContainerImagesTest {
  private static final String DEPLOYMENT =
      """
      with r as (
        insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config,
                              routes, created_at)
        values (:revision, :organization, :app, 1, 'acme/shop/web', 'sha256:' || repeat('0', 64),
                (select spec from app where id = :app), '{}', '[]', now())
      )
      insert into deployment (id, organization_id, app_id, number, trigger, triggered_by, strategy,
                              revision_id, state, state_since, progress_at, created_at)
      values (:deployment, :organization, :app, 1, 'MANUAL', 'Ada', 'ROLLING', :revision, 'PENDING',
              now() - interval '1 minute', now(), now())
      """;

  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired ContainerImages images;
  @Autowired ContainerImageRepository rows;
  @Autowired PlatformProperties platform;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @TempDir Path folder;
  private TestTenant tenant;
  private final UUID revision = UUID.randomUUID();

  @BeforeEach
  void freshTenant() {
    tenant = tenants.create();
  }

  @Test
  void aTagBecomesItsDigestOnceForARevision() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    try (var registry = RealRegistry.withPassword(folder, "ada", "right")) {
      String digest = TinyImage.write(folder.resolve("image"), "one");
      assertThat(registry.push(folder.resolve("image"), "team/proxy:1", "ada:right").status())
          .isZero();
      add(registry.name());
      assertThat(sidecar(registry.name() + "/team/proxy", "1").status()).isEqualTo(200);
      deploy();
      lookUp();
      assertThat(kept())
          .contains(
              "\"%s/team/proxy:1\": \"%s/team/proxy@%s\""
                  .formatted(registry.name(), registry.name(), digest));
      assertThat(waiting()).isEmpty();
    }
  }

  @Test
  void aRegistryThatDoesNotAnswerIsSaid() {
    assertThat(sidecar("localhost:1/team/proxy", "1").status()).isEqualTo(200);
    deploy();
    lookUp();
    assertThat(kept()).contains("registry-unreachable");
  }

  @Test
  void theAppsOwnImageNeedsNoLookingUp() {
    assertThat(
            change(
                    """
                    "initContainers": [{"name": "migrate", "command": ["bin/migrate"]}]
                    """)
                .status())
        .isEqualTo(200);
    deploy();
    assertThat(waiting()).isEmpty();
  }

  @Test
  void imagesOfOtherProjectsAreRefused() {
    TestTenant other = tenants.create();
    assertThat(sidecar(platform.registryHost() + "/" + other.slug() + "/shop/tool", "1").problem())
        .isEqualTo("validation-failed");
  }

  @Test
  void whatIsLeftOutIsAsUsual() {
    Answer answer =
        change(
            """
            "initContainers": [{"name": "migrate"}],
            "sidecars": [{"name": "proxy", "image": {"repository": "nginx"}, "beforeInit": true}]
            """);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/spec/initContainers/0/memoryBytes").asLong())
        .isEqualTo(256L << 20);
    assertThat(answer.json().at("/spec/sidecars/0/image/tag").asString()).isEqualTo("latest");
    assertThat(answer.json().at("/spec/sidecars/0/beforeInit").asBoolean()).isTrue();
    Answer refused = change("\"sidecars\": [{\"name\": \"App\"}]");
    assertThat(refused.problem()).isEqualTo("validation-failed");
  }

  @Test
  void theQuotaCountsAllContainersOfAPod() {
    assertThat(change("\"sidecars\": []").status()).isEqualTo(200);
    long alone = used("cpuMillis");
    assertThat(change("\"sidecars\": [{\"name\": \"proxy\", \"cpuMillis\": 700}]").status())
        .isEqualTo(200);
    assertThat(used("cpuMillis"))
        .isGreaterThan(alone)
        .matches(now -> (now - alone) % 700 == 0, "by whole pods");
  }

  private long used(String what) {
    return http.get(
            "/api/v1/organizations/%s/quota".formatted(tenant.organization().value()),
            tenant.token())
        .json()
        .at("/used/" + what)
        .asLong();
  }

  private List<Waiting> waiting() {
    return Objects.requireNonNull(transaction.execute(_ -> rows.waiting())).stream()
        .filter(one -> one.revision().value().equals(revision))
        .toList();
  }

  private void lookUp() {
    long epoch = tenants.lead();
    assertThat(waiting()).hasSize(1);
    waiting().forEach(one -> images.resolve(epoch, one));
  }

  private String kept() {
    return Objects.requireNonNull(
        transaction.execute(_ ->
            db.system()
                .sql("select cast(container_images as text) from revision where id = :revision")
                .param("revision", revision)
                .query(String.class)
                .single()));
  }

  private void deploy() {
    var values = new HashMap<String, Object>();
    values.put("organization", tenant.organization().value());
    values.put("app", tenant.app().value());
    values.put("revision", revision);
    values.put("deployment", UUID.randomUUID());
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(DEPLOYMENT).params(values).update();
    });
  }

  private Answer sidecar(String repository, String tag) {
    return change(
        """
        "sidecars": [{"name": "proxy", "image": {"repository": "%s", "tag": "%s"}}]
        """
            .formatted(repository, tag));
  }

  private Answer change(String containers) {
    return http.send(
        "PATCH",
        "/api/v1/apps/" + tenant.app().value(),
        tenant.token(),
        """
        {"spec": {"port": 8080, "cpuMillis": 500, "memoryBytes": 268435456, "pids": 64,
                  "terminationGraceSeconds": 30,
                  "rollout": {"maxSurge": "25%%", "maxUnavailable": "0", "minReadySeconds": 0,
                              "progressDeadlineSeconds": 600},
                  %s}}
        """
            .formatted(containers));
  }

  private void add(String host) {
    Answer added =
        http.post(
            "/api/v1/organizations/%s/registries".formatted(tenant.organization().value()),
            tenant.token(),
            """
            {"name": "Ours", "kind": "OTHER", "host": "%s", "user": "ada", "password": "right"}
            """
                .formatted(host));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
  }
}
