package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.api.people.Role;
import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RealRegistry;
import dev.slipway.backend.registries.TinyImage;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class OutsideRegistriesTest {
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired RegistriesApi api;
  @Autowired PlatformProperties platform;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @LocalServerPort int port;
  @TempDir Path folder;
  private TestTenant tenant;

  @BeforeEach
  void freshTenant() {
    tenant = tenants.create();
  }

  @Test
  void credentialsThatTheRegistryAcceptsWork() throws Exception {
    try (var registry = registry()) {
      Answer added = add("Ours", registry.name(), "ada", "right", null);
      assertThat(added.status()).as(added.body()).isEqualTo(201);
      assertThat(added.json().path("works").asBoolean()).isTrue();
      assertThat(added.json().path("problem").isNull()).isTrue();
      assertThat(added.body()).doesNotContain("right");
      assertThat(list().body()).contains("\"Ours\"").doesNotContain("right");
      assertThat(kept()).doesNotContain("right").isNotEmpty();
    }
  }

  @Test
  void aWrongPasswordIsSaidAndCanBeReplaced() throws Exception {
    try (var registry = registry()) {
      Answer added = add("Ours", registry.name(), "ada", "wrong", null);
      assertThat(added.status()).isEqualTo(201);
      assertThat(added.json().path("works").asBoolean()).isFalse();
      assertThat(added.json().path("problemType").asString()).isEqualTo("registry-refused");
      assertThat(added.json().path("problem").asString()).contains("does not accept");

      String one = path() + "/" + added.json().path("id").asString();
      Answer again = http.post(one + "/check", tenant.token(), "");
      assertThat(again.json().path("works").asBoolean()).isFalse();
      Answer changed =
          http.send("PATCH", one, tenant.token(), "{\"password\": \"right\", \"name\": \"Mine\"}");
      assertThat(changed.json().path("works").asBoolean()).as(changed.body()).isTrue();
      assertThat(changed.json().path("name").asString()).isEqualTo("Mine");
      assertThat(http.get(one, tenant.token()).json().path("problemType").isNull()).isTrue();
    }
  }

  @Test
  void aRegistryThatSendsForATokenIsSignedInToThere() throws Exception {
    try (var registry = asking("localhost")) {
      Answer right = add("A", registry.name(), "any", tenant.token(), null);
      assertThat(right.json().path("works").asBoolean()).as(right.body()).isTrue();
      remove(right);
      Answer wrong = add("B", registry.name(), "any", "slpp_wrong", null);
      assertThat(wrong.json().path("problemType").asString()).isEqualTo("registry-refused");
    }
  }

  @Test
  void thePasswordIsNotSentToAnotherSiteForAToken() throws Exception {
    try (var registry = asking("127.0.0.1")) {
      Answer added = add("A", registry.name(), "any", tenant.token(), null);
      assertThat(added.json().path("problemType").asString()).isEqualTo("not-a-registry");
      assertThat(added.json().path("problem").asString()).contains("another site");
    }
  }

  @Test
  void aNamedRepositoryIsAskedForToo() throws Exception {
    try (var registry = asking("localhost")) {
      String own = tenant.slug() + "/shop/tool";
      TinyImage.write(folder.resolve("image"), "x");
      var pushed = registry.push(folder.resolve("image"), own + ":1", "any:" + tenant.token());
      assertThat(pushed.status()).as(pushed.output()).isZero();
      Answer there = add("A", registry.name(), "any", tenant.token(), own);
      assertThat(there.json().path("works").asBoolean()).as(there.body()).isTrue();
      remove(there);
      Answer other = add("B", registry.name(), "any", tenant.token(), "other/shop/tool");
      assertThat(other.json().path("problemType").asString()).isEqualTo("registry-denied");
      remove(other);
      Answer none = add("C", registry.name(), "any", tenant.token(), tenant.slug() + "/shop/none");
      assertThat(none.json().path("problemType").asString()).isEqualTo("image-not-found");
    }
  }

  @Test
  void aHostThatDoesNotAnswerIsKeptWithWhatIsWrong() {
    Answer added = add("Ours", "localhost:1", "ada", "x", null);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().path("problemType").asString()).isEqualTo("registry-unreachable");
  }

  @Test
  void nobodyFollowsARedirectWithThePassword() throws Exception {
    var followed = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String name = "localhost:" + server.getAddress().getPort();
    server.createContext(
        "/elsewhere",
        exchange -> {
          followed.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
        });
    server.createContext(
        "/v2/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://" + name + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });
    server.start();
    try {
      Answer added = add("Ours", name, "ada", "x", null);
      assertThat(added.json().path("problemType").asString()).isEqualTo("not-a-registry");
      assertThat(followed).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5000, destination-blocked",
    "10.0.0.1, destination-blocked",
    "registry, destination-blocked",
    "registry.internal, destination-blocked",
    "registry.example.com:8443, destination-blocked",
    "https://reg; id, validation-failed",
    "https://registry.example.com, validation-failed",
    "registry.example.com/team, validation-failed",
    "-it, validation-failed",
    "REGISTRY.example.com, validation-failed",
    "user@registry.example.com, validation-failed",
    "'', validation-failed"
  })
  void aHostThatIsNoneIsRefusedAndNothingIsKept(String host, String type) {
    Answer answer = add("Ours", host, "ada", "x", null);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(list().json()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER_HUB, ghcr.io, ada",
    "GHCR, docker.io, ada",
    "ECR, registry.example.com, AKIAIOSFODNN7EXAMPLE",
    "ECR, 123456789012.dkr.ecr.eu-central-1.amazonaws.com, ada",
    "ACR, azurecr.io.example.com, ada",
    "GOOGLE, gcr.io, ada",
    "GOOGLE, registry.example.com, ada",
    "OTHER, registry.example.com, a:b",
    "OTHER, registry.example.com, ''"
  })
  void eachKindSaysWhatItNeeds(String kind, String host, String user) {
    Answer answer =
        http.post(
            path(),
            tenant.token(),
            "{\"name\": \"x\", \"kind\": \"%s\", \"host\": \"%s\", \"user\": \"%s\", \"password\": \"x\"}"
                .formatted(kind, host, user));
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("validation-failed");
  }

  @Test
  void aHostHasOneSetOfCredentialsInAPlace() {
    assertThat(add("A", "localhost:1", "ada", "x", null).status()).isEqualTo(201);
    assertThat(add("B", "localhost:1", "ada", "x", null).problem()).isEqualTo("name-taken");
    assertThat(add("A", "localhost:2", "ada", "x", null).problem()).isEqualTo("name-taken");
  }

  @Test
  void viewersSeeThemAndAdminsChangeThem() {
    add("A", "localhost:1", "ada", "x", null);
    var viewer = tenants.member(tenant, Role.VIEWER);
    var developer = tenants.member(tenant, Role.DEVELOPER);
    UUID organization = tenant.organization().value();
    assertThat(tenant.as(viewer, () -> api.list(organization))).hasSize(1);
    UUID id = tenant.as(() -> api.list(organization)).getFirst().id();
    var refused =
        catchThrowableOfType(
            Problem.class, () -> tenant.as(developer, () -> api.check(organization, id)));
    assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void oneOfAProjectNeedsAProjectOfTheOrganization() {
    UUID foreign = tenants.create().project().value();
    assertThat(inProject(foreign).status()).isEqualTo(404);
    Answer own = inProject(tenant.project().value());
    assertThat(own.status()).as(own.body()).isEqualTo(201);
    assertThat(own.json().path("projectSlug").asString()).isEqualTo("shop");
  }

  @Test
  void removedIsGone() {
    Answer added = add("A", "localhost:1", "ada", "x", null);
    remove(added);
    assertThat(list().json()).isEmpty();
    assertThat(remove(added).status()).isEqualTo(404);
  }

  private Answer inProject(UUID project) {
    return http.post(
        path(),
        tenant.token(),
        """
        {"name": "P", "kind": "OTHER", "host": "localhost:1", "user": "a", "password": "x", "project": "%s"}
        """
            .formatted(project));
  }

  private Answer add(
      String name, String host, String user, String password, @Nullable String repository) {
    return http.post(
        path(),
        tenant.token(),
        """
        {"name": "%s", "kind": "OTHER", "host": "%s", "user": "%s", "password": "%s", "repository": %s}
        """
            .formatted(
                name,
                host,
                user,
                password,
                repository == null ? "null" : "\"" + repository + "\""));
  }

  private Answer remove(Answer added) {
    String one = path() + "/" + added.json().path("id").asString();
    return http.send("DELETE", one, tenant.token(), null);
  }

  private Answer list() {
    return http.get(path(), tenant.token());
  }

  private String path() {
    return "/api/v1/organizations/%s/registries".formatted(tenant.organization().value());
  }

  /** As it is in the table. */
  private String kept() {
    byte[] secret =
        transaction.execute(_ ->
            db.system()
                .sql("select secret from registry where organization_id = :organization")
                .param("organization", tenant.organization().value())
                .query(byte[].class)
                .single());
    return new String(secret, StandardCharsets.ISO_8859_1);
  }

  private RealRegistry registry() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    return RealRegistry.withPassword(folder, "ada", "right");
  }

  private RealRegistry asking(String host) throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    return RealRegistry.asking(
        "http://%s:%d/registry/token".formatted(host, port),
        folder,
        platform.state().resolve("registry/token.crt"));
  }
}
