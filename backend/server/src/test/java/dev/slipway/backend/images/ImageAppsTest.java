package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.deployments.BuildView;
import dev.slipway.backend.builds.ImageBuilds;
import dev.slipway.backend.builds.QueuedImage;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RealRegistry;
import dev.slipway.backend.registries.TinyImage;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Apps whose image somebody else builds. */
@ServerTest
class ImageAppsTest {
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired ImageBuilds builds;
  @Autowired ImageReconciler reconciler;
  @Autowired PlatformProperties platform;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @TempDir Path folder;
  private TestTenant tenant;

  @BeforeEach
  void freshTenant() {
    tenant = tenants.create();
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void hostileNamesOfImagesAreRefused(Row row) {
    var written = new Written(db, transaction);
    List<String> before = written.now();
    String name = row.generated() ? "a".repeat(300) : row.input();
    row.expect(create(name, "latest"));
    row.expect(change(name));
    assertThat(written.now()).as("nothing is written").isEqualTo(before);
  }

  static Stream<Row> hostileNames() {
    return HostileRows.area("I")
        .filter(row -> row.status() == 422 && !row.input().startsWith("registry:"));
  }

  @ParameterizedTest
  @MethodSource("hostileRegistries")
  void hostileRegistriesAreRefused(Row row) {
    var written = new Written(db, transaction);
    List<String> before = written.now();
    for (String kind : List.of("OTHER", "HARBOR", "ECR", "DOCKER_HUB")) {
      row.expect(
          http.post(
              registriesPath(),
              tenant.token(),
              JsonMapper.shared()
                  .writeValueAsString(
                      Map.of(
                          "name", "Ours",
                          "kind", kind,
                          "host", row.value(),
                          "user", "AKIAIOSFODNN7EXAMPLE",
                          "password", "x"))));
    }
    assertThat(written.now()).as("nothing is written").isEqualTo(before);
  }

  static Stream<Row> hostileRegistries() {
    return HostileRows.area("I").filter(row -> row.input().startsWith("registry:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1;id", "-it", "a b", "v1:2", "****x*"})
  void hostileTagsAreRefused(String tag) {
    assertThat(create("nginx", tag).problem()).isEqualTo("validation-failed");
  }

  @Test
  void aNameIsKeptInFullAndHasNoGitAddress() {
    Answer answer = create("nginx", "1.27");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().at("/source/image/repository").asString())
        .isEqualTo("docker.io/library/nginx");
    assertThat(answer.json().path("gitAddress").isNull()).isTrue();
  }

  @Test
  void ofTheBuiltInRegistryAnAppHasItsOwnProject() {
    String host = platform.registryHost() + "/";
    TestTenant other = tenants.create();
    assertThat(create(host + other.slug() + "/shop/tool", "1").problem())
        .isEqualTo("validation-failed");
    assertThat(create(host + tenant.slug() + "/another/tool", "1").problem())
        .isEqualTo("validation-failed");
    assertThat(create(host + tenant.slug() + "/shop/tool", "1").status()).isEqualTo(201);
  }

  @Test
  void aPatternDeploysByHandOnlyWithATag() {
    String app = create("nginx", "1.*").json().path("id").asString();
    assertThat(deploy(app, "null").problem()).isEqualTo("validation-failed");
    assertThat(deploy(app, "\"1.27;id\"").problem()).isEqualTo("validation-failed");
    assertThat(deploy(app, "\"1.27\"").status()).isEqualTo(202);
  }

  @Test
  void aTagBecomesItsDigestOnce() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    try (var registry = RealRegistry.withPassword(folder, "ada", "right")) {
      String digest = TinyImage.write(folder.resolve("image"), "one");
      assertThat(registry.push(folder.resolve("image"), "team/web:v1", "ada:right").status())
          .isZero();
      add(registry.name(), "right");
      String app = create(registry.name() + "/team/web", "v1").json().path("id").asString();
      JsonNode build = build(deploy(app, "null"));
      assertThat(build.path("state").asString()).isEqualTo(BuildView.State.SUCCEEDED.name());
      assertThat(build.path("image").asString()).isEqualTo(registry.name() + "/team/web@" + digest);
      assertThat(registries().get(0).path("usedBy").get(0).asString())
          .isEqualTo("shop/production/tool");
      String one = registriesPath() + "/" + registries().get(0).path("id").asString();
      assertThat(http.send("DELETE", one, tenant.token(), null).problem())
          .isEqualTo("registry-in-use");
    }
  }

  @Test
  void aRefusedPasswordIsSaidByTheDeploymentAndTheRegistry() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    try (var registry = RealRegistry.withPassword(folder, "ada", "right")) {
      add(registry.name(), "wrong");
      String app = create(registry.name() + "/team/web", "v1").json().path("id").asString();
      JsonNode build = build(deploy(app, "null"));
      assertThat(build.path("failureType").asString()).isEqualTo("image-pull-denied");
      assertThat(build.path("failure").asString()).contains("Registries");
      assertThat(registries().get(0).path("problemType").asString()).isEqualTo("image-pull-denied");
    }
  }

  @Test
  void aTagThatIsNotThereIsSaid() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    try (var registry = RealRegistry.withPassword(folder, "ada", "right")) {
      add(registry.name(), "right");
      String app = create(registry.name() + "/team/web", "v1").json().path("id").asString();
      JsonNode build = build(deploy(app, "null"));
      assertThat(build.path("failureType").asString()).isEqualTo("image-not-found");
      assertThat(registries().get(0).path("works").asBoolean()).isTrue();
    }
  }

  /** Of a deployment that was asked for, when its digest was looked for. */
  private JsonNode build(Answer deployment) {
    assertThat(deployment.status()).as(deployment.body()).isEqualTo(202);
    String build = deployment.json().at("/build/id").asString();
    long epoch = tenants.lead();
    builds.queued(100).stream()
        .filter(image -> image.build().value().toString().equals(build))
        .forEach((QueuedImage image) -> reconciler.resolve(epoch, image));
    return http.get("/api/v1/builds/" + build, tenant.token()).json();
  }

  private Answer create(String repository, String tag) {
    return http.post(
        "/api/v1/environments/%s/apps".formatted(tenant.environment().value()),
        tenant.token(),
        """
        {"slug": "tool", "kind": "WORKER", "source": {"image": {"repository": %s, "tag": %s}}}
        """
            .formatted(
                JsonMapper.shared().writeValueAsString(repository),
                JsonMapper.shared().writeValueAsString(tag)));
  }

  private Answer change(String repository) {
    return http.send(
        "PATCH",
        "/api/v1/apps/" + tenant.app().value(),
        tenant.token(),
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "source", Map.of("image", Map.of("repository", repository, "tag", "latest")))));
  }

  private Answer deploy(String app, String ref) {
    return http.post(
        "/api/v1/apps/" + app + "/deployments",
        tenant.token(),
        "{\"ref\": %s, \"restart\": false}".formatted(ref));
  }

  private void add(String host, String password) {
    Answer added =
        http.post(
            registriesPath(),
            tenant.token(),
            """
            {"name": "Ours", "kind": "OTHER", "host": "%s", "user": "ada", "password": "%s"}
            """
                .formatted(host, password));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
  }

  private JsonNode registries() {
    return http.get(registriesPath(), tenant.token()).json();
  }

  private String registriesPath() {
    return "/api/v1/organizations/%s/registries".formatted(tenant.organization().value());
  }
}
