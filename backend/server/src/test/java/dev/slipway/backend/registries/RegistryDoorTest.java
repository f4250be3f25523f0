package dev.slipway.backend.registries;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.builds.BuildService;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Sha256;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RegistryRepository.Image;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.TokenRights;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestAddresses;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class RegistryDoorTest {
  private static final String NODE_PASSWORD = "node's password";

  @Autowired TestTenants tenants;
  @Autowired PlatformProperties platform;
  @Autowired RegistryTokens tokens;
  @Autowired ApiTokens apiTokens;
  @Autowired BuildService builds;
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
  void withoutCredentialsThereIsNoToken() throws Exception {
    HttpResponse<String> answer = ask("", null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
    assertThat(ask("", "any:slpp_wrong").statusCode()).isEqualTo(401);
    assertThat(ask("", "build:" + UUID.randomUUID() + ":wrong").statusCode()).isEqualTo(401);
    assertThat(ask("", "node:" + UUID.randomUUID() + ":wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenNamesWhatIsAllowed() throws Exception {
    String own = tenant.slug() + "/shop/production/web";
    String scope =
        "?service=slipway-registry&scope=repository:"
            + own
            + ":pull,push&scope=repository:other/x:pull";
    HttpResponse<String> answer = ask(scope, "any:" + tenant.token());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(claims(answer.body())).contains("\"" + own + "\"").doesNotContain("other/x");
  }

  @Test
  void aTokenGetsAtEachRepositoryWhatItsScopesSay() throws Exception {
    String own = "?scope=repository:" + tenant.slug() + "/shop/production/web:pull,push";
    assertThat(granted(own, token(TokenKind.ORGANIZATION, Role.DEPLOYER, null, null)))
        .isEqualTo("pull,push");
    assertThat(granted(own, token(TokenKind.ORGANIZATION, Role.VIEWER, null, null)))
        .isEqualTo("pull");
    assertThat(granted(own, token(TokenKind.PERSONAL, null, Set.of("images:read"), null)))
        .isEqualTo("pull");
    assertThat(granted(own, token(TokenKind.PERSONAL, null, Set.of("images:write"), null)))
        .isEqualTo("push");
    assertThat(granted(own, token(TokenKind.PERSONAL, null, Set.of("apps:read"), null))).isEmpty();
  }

  @Test
  void aTokenGetsNoMoreThanItsOwnersRoleAndItsProject() throws Exception {
    String own = "?scope=repository:" + tenant.slug() + "/shop/production/web:pull,push";
    var viewer = (Caller.Person) tenants.member(tenant, Role.VIEWER).caller();
    assertThat(granted(own, token(viewer.id(), TokenRights.personal()))).isEqualTo("pull");
    UUID another = UUID.randomUUID();
    run(
        "insert into project (id, organization_id, slug, created_at) values (:id, :organization, 'another', now())",
        Map.of("id", another, "organization", tenant.organization().value()));
    for (TokenRights elsewhere :
        List.of(
            new TokenRights(TokenKind.PERSONAL, null, null, another, null),
            new TokenRights(TokenKind.ORGANIZATION, Role.ADMIN, null, another, null))) {
      assertThat(granted(own, token(tenant.person(), elsewhere))).isEmpty();
    }
    var here =
        new TokenRights(
            TokenKind.ORGANIZATION, Role.DEPLOYER, null, tenant.project().value(), null);
    assertThat(granted(own, token(tenant.person(), here))).isEqualTo("pull,push");
  }

  @Test
  void imagesOfNoAppAreTheProjects() throws Exception {
    String tool = "?scope=repository:" + tenant.slug() + "/shop/tool:pull,push";
    assertThat(granted(tool, tenant.token())).isEqualTo("pull,push");
    assertThat(granted(tool, token(TokenKind.ORGANIZATION, Role.VIEWER, null, null)))
        .isEqualTo("pull");
    assertThat(granted(tool, token(TokenKind.WORKLOAD, Role.VIEWER, null, tenant.app().value())))
        .isEmpty();
    assertThat(granted(tool, tenants.create().token())).isEmpty();
    String elsewhere = "?scope=repository:" + tenant.slug() + "/nowhere/tool:pull,push";
    assertThat(granted(elsewhere, tenant.token())).isEmpty();
    assertThat(granted("?scope=repository:" + tenant.slug() + "/tool:pull", tenant.token()))
        .isEmpty();
  }

  @Test
  void aWorkloadTokenPullsItsAppsImageAndNoOther() throws Exception {
    String web = token(TokenKind.WORKLOAD, Role.VIEWER, null, tenant.app().value());
    String prefix = "?scope=repository:" + tenant.slug() + "/shop/production/";
    run(
        """
        insert into app (id, organization_id, project_id, environment_id, slug, kind, source, spec, replicas, created_at)
        select :id, organization_id, project_id, environment_id, 'db', kind, source, spec, 1, now() from app where id = :web
        """,
        Map.of("id", UUID.randomUUID(), "web", tenant.app().value()));
    assertThat(granted(prefix + "web:pull,push", web)).isEqualTo("pull");
    assertThat(granted(prefix + "db:pull,push", web)).isEmpty();
    assertThat(granted(prefix + "db:pull", tenant.token())).isEqualTo("pull");
    assertThat(granted("?scope=repository:library/node:pull,push", web)).isEqualTo("pull");
  }

  @Test
  void aTokenInTheAddressIsNoPassword() throws Exception {
    String form = "grant_type=password&service=slipway-registry&username=x";
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/registry/token?password=%s"
                        .formatted(port, tenant.token())))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(send(request).statusCode()).isEqualTo(401);
    assertThat(ask("?account=x&password=" + tenant.token(), null).statusCode()).isEqualTo(401);
  }

  @Test
  void theFormOfOauthWorksToo() throws Exception {
    String form =
        "grant_type=password&service=slipway-registry&username=x&password=" + tenant.token();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/registry/token".formatted(port)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(send(request).body()).contains("access_token");
  }

  @Test
  void aRealRegistryTakesAndGivesWhatTheTokensSay() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    String repository = tenant.slug() + "/shop/production/web";
    String build = "build:" + runningBuild("the build's password") + ":the build's password";
    String digest = TinyImage.write(folder.resolve("image"), tenant.slug());
    String person = "any:" + tenant.token();
    String stranger = "any:" + tenants.create().token();
    String node = "node:" + node() + ":" + NODE_PASSWORD;
    Path certificate = platform.state().resolve("registry/token.crt");

    try (var registry = RealRegistry.start(folder, certificate, port)) {
      Path image = folder.resolve("image");
      assertThat(registry.push(image, repository + ":1", build).output()).doesNotContain("denied");
      assertThat(registry.push(image, tenant.slug() + "/shop/production/db:1", build).status())
          .isNotZero();
      assertThat(registry.push(image, repository + ":2", stranger).output())
          .containsIgnoringCase("denied");
      assertThat(registry.push(image, repository + ":4", person).status()).isZero();
      assertThat(registry.push(image, tenant.slug() + "/tool:1", person).status()).isNotZero();
      assertThat(registry.push(image, "library/base:1", person).status()).isZero();

      assertThat(registry.pull("library/base:1", folder.resolve("a"), stranger).status()).isZero();
      assertThat(registry.pull(repository + ":1", folder.resolve("b"), stranger).status())
          .isNotZero();
      assertThat(registry.pull(repository + "@" + digest, folder.resolve("c"), node).status())
          .isNotZero();
      place(node, repository, digest);
      assertThat(registry.pull(repository + "@" + digest, folder.resolve("d"), node).output())
          .doesNotContain("fatal");
      assertThat(registry.push(image, repository + ":3", node).status()).isNotZero();

      var client = new RegistryClient(tokens, at(platform, registry.host()));
      assertThat(client.remove(new Image(repository, digest))).isTrue();
      assertThat(client.remove(new Image(repository, digest))).isTrue();
      assertThat(registry.pull(repository + ":1", folder.resolve("e"), person).status())
          .isNotZero();
    }
  }

  private String token(
      TokenKind kind, @Nullable Role role, @Nullable Set<String> scopes, @Nullable UUID app) {
    return token(tenant.person(), new TokenRights(kind, role, scopes, null, app));
  }

  private String token(PersonId owner, TokenRights rights) {
    return apiTokens
        .create(tenant.organization(), owner, "docker", rights, Duration.ofDays(1))
        .secret();
  }

  /** What the only repository asked for is granted. */
  private String granted(String query, String token) throws Exception {
    HttpResponse<String> answer = ask(query, "any:" + token);
    assertThat(answer.statusCode()).isEqualTo(200);
    Matcher actions = Pattern.compile("\"actions\":\\[([^\\]]*)\\]").matcher(claims(answer.body()));
    return actions.find() ? actions.group(1).replace("\"", "") : "";
  }

  private UUID runningBuild(String secret) {
    BuildId id = builds.queue(tenant.appScope(), AppSource.pushed(), "main", null, null, null);
    run(
        "update build set state = 'RUNNING', node_id = :node, secret_hash = :hash where id = :id",
        Map.of("id", id.value(), "node", node(), "hash", Sha256.of(secret)));
    return id.value();
  }

  private UUID node() {
    UUID id = UUID.randomUUID();
    run(
        """
        insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                          engine_version, certificate_serial, certificate_expires_at, registry_secret_hash,
                          joined_at, last_seen_at)
        values (:id, :name, '10.0.0.1', 'READY', now(),
                cast(:cidr as cidr),
                1000, 1, '1', '1', 'x', now(), :hash, now(), now())
        """,
        Map.of(
            "id",
            id,
            "name",
            "n-" + id,
            "cidr",
            TestAddresses.podCidr(),
            "hash",
            Sha256.of(NODE_PASSWORD)));
    return id;
  }

  /** A pod of the tenant's app on this node. */
  private void place(String node, String repository, String digest) {
    Map<String, ?> values =
        Map.ofEntries(
            entry("organization", tenant.organization().value()),
            entry("project", tenant.project().value()),
            entry("environment", tenant.environment().value()),
            entry("app", tenant.app().value()),
            entry("revision", UUID.randomUUID()),
            entry("deployment", UUID.randomUUID()),
            entry("pod", UUID.randomUUID()),
            entry("node", UUID.fromString(node.split(":", -1)[1])),
            entry("address", TestAddresses.pod()),
            entry("repository", repository),
            entry("digest", digest));
    run(
        """
        with r as (
          insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config,
                                routes, created_at)
          values (:revision, :organization, :app, 1, :repository, :digest,
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
                'RUN', now(), :node, cast(:address as inet))
        """,
        values);
  }

  private void run(String sql, Map<String, ?> parameters) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).params(parameters).update());
  }

  static PlatformProperties at(PlatformProperties platform, String registryHost) {
    return new PlatformProperties(
        platform.state(),
        platform.externalUrl(),
        platform.hosts(),
        platform.agentPort(),
        registryHost,
        platform.appsDomain(),
        platform.appsPort(),
        platform.podCidr(),
        platform.serviceCidr(),
        platform.allowedGitHosts(),
        platform.bootstrap());
  }

  private HttpResponse<String> ask(String query, @Nullable String credentials) throws Exception {
    var request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/registry/token%s".formatted(port, query)));
    if (credentials != null) {
      String encoded =
          Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + encoded);
    }
    return send(request.build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }

  private static String claims(String body) {
    String token = body.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }
}
