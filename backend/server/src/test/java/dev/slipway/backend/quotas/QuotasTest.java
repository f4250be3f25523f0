package dev.slipway.backend.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class QuotasTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired Quotas quotas;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void of200CreatesAtOnceAgainst50Exactly50AreThere() throws Exception {
    quota("{\"apps\": 50}");
    // What the tenant has already counts too.
    delete("/api/v1/apps/" + tenant.app().value());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 200)
              .mapToObj(number -> threads.submit(() -> createPatiently("app-" + number)))
              .toList();
      int created = 0;
      for (var answer : answers) {
        created += answer.get().status() == 201 ? 1 : 0;
      }
      assertThat(created).isEqualTo(50);
    }
    assertThat(used("apps")).isEqualTo(50);
    assertThat(number("select count(*) from service where organization_id = :id"))
        .as("nothing is left of the refused ones")
        .isEqualTo(50);
  }

  /** As many replicas would: nothing but the database between them. */
  @Test
  void theDatabaseAloneLetsInNoMoreThanTheLimit() throws Exception {
    quota("{\"tokens\": 20}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replicas =
          IntStream.range(0, 8).mapToObj(_ -> threads.submit(() -> admitted(10))).toList();
      int admitted = 0;
      for (var replica : replicas) {
        admitted += replica.get();
      }
      // The tenant has one from the beginning.
      assertThat(admitted).isEqualTo(19);
    }
    assertThat(used("tokens")).isEqualTo(20);
  }

  private int admitted(int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      try {
        var _ =
            transaction.execute(_ ->
                quotas.admit(
                    tenant.organization(),
                    () ->
                        tokens.create(
                            tenant.organization(), tenant.person(), "t", Duration.ofDays(1))));
        admitted++;
      } catch (Problem problem) {
        assertThat(problem.type()).isEqualTo("quota-exceeded");
      }
    }
    return admitted;
  }

  @Test
  void aRefusalNamesLimitUsedAndAsked() {
    quota("{\"pods\": 4}");
    Answer refused = create("more", 3);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("quota-exceeded");
    // One pod and three, each with a quarter more while rolling out, rounded up.
    assertThat(refused.json().path("detail").asString())
        .startsWith("The quota of this organization is 4 pods")
        .contains("it has 2", "asks for 4 more");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"cpuMillis\": 4000}', 4 cores, 2 cores, 3 cores",
    "'{\"memoryBytes\": 2147483648}', 2048 MiB, 1024 MiB, 1536 MiB"
  })
  void scalingIsAskingForMore(String limits, String limit, String used, String asked) {
    quota(limits);
    assertThat(scale(2).status()).isEqualTo(200);
    assertThat(scale(1).status()).isEqualTo(200);
    Answer refused = scale(4);
    assertThat(refused.problem()).isEqualTo("quota-exceeded");
    assertThat(refused.body()).contains(limit, used, asked);
    assertThat(http.get(app(), tenant.token()).json().path("replicas").asInt()).isEqualTo(1);
  }

  @Test
  void aLimitBelowWhatIsThereStopsOnlyWhatIsNew() {
    assertThat(scale(3).status()).isEqualTo(200);
    quota("{\"pods\": 1}");
    assertThat(scale(4).status()).isEqualTo(403);
    assertThat(scale(2).status()).isEqualTo(200);
    assertThat(create("resting", 0).status()).isEqualTo(201);
  }

  @Test
  void tokensAndHostsAreCounted() {
    quota("{\"tokens\": 2, \"domains\": 1}");
    String path = "/api/v1/organizations/%s/tokens".formatted(organization());
    assertThat(http.post(path, tenant.token(), "{\"name\": \"second\"}").status()).isEqualTo(201);
    assertThat(http.post(path, tenant.token(), "{\"name\": \"third\"}").problem())
        .isEqualTo("quota-exceeded");
    assertThat(host("a").status()).isEqualTo(201);
    assertThat(host("b").status()).isEqualTo(201);
    assertThat(host("c").problem()).as("the app came without a host").isEqualTo("quota-exceeded");
  }

  @Test
  void noBuildBeginsWhileTheImagesFillTheQuota() {
    quota("{\"storageBytes\": 1000}");
    String path = app() + "/deployments";
    assertThat(http.post(path, tenant.token(), "{}").status()).isEqualTo(202);
    for (int i = 0; i < 2; i++) {
      // The same image twice takes its place once.
      run(
          """
          insert into build (id, organization_id, app_id, source, ref, state, since, image_repository, image_digest,
                             image_size, created_at)
          values (gen_random_uuid(), :organization, :app, '{}', 'main', 'SUCCEEDED', now(), 'r',
                  'sha256:' || repeat('a', 64), 1000, now())
          """,
          Map.of("organization", tenant.organization().value(), "app", tenant.app().value()));
    }
    assertThat(used("storageBytes")).isEqualTo(1000);
    assertThat(http.post(path, tenant.token(), "{}").problem()).isEqualTo("quota-exceeded");
  }

  @Test
  void operatorsSetQuotasOfOrganizationsTheyDoNotBelongTo() {
    TestTenant operator = tenants.create();
    run(
        "update person set operator = true where id = :id",
        Map.of("id", operator.person().value()));
    run("update person set operator = false where id = :id", Map.of("id", tenant.person().value()));
    Answer set = http.send("PUT", path(), operator.token(), "{\"apps\": 7}");
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    Answer seen = http.get(path(), tenant.token());
    assertThat(seen.json().path("limits").path("apps").asInt()).isEqualTo(7);
    assertThat(seen.json().path("own").path("pods").isNull()).isTrue();
    assertThat(seen.json().path("limits").path("pods").asInt()).isPositive();
    assertThat(seen.json().path("used").path("apps").asInt()).isEqualTo(1);
    assertThat(http.get(path(), operator.token()).status()).isEqualTo(200);

    assertThat(http.send("PUT", path(), tenant.token(), "{\"apps\": 70}").status()).isEqualTo(403);
    assertThat(http.get(app(), operator.token()).status()).isEqualTo(404);
    assertThat(http.send("PUT", path(), operator.token(), "{\"apps\": -1}").status())
        .isEqualTo(422);
    String nowhere = "/api/v1/organizations/%s/quota".formatted(UUID.randomUUID());
    assertThat(http.send("PUT", nowhere, operator.token(), "{}").status()).isEqualTo(404);
    assertThat(http.get(nowhere, operator.token()).status()).isEqualTo(404);
  }

  @Test
  void operatorsSeeEveryOrganizationAndNobodyElseDoes() {
    TestTenant operator = tenants.create();
    run("update person set operator = false where id = :id", Map.of("id", tenant.person().value()));
    String all = "/api/v1/operators/organizations";
    var found = http.get(all + "?text=" + tenant.slug(), operator.token()).json().path("items");
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.path(0).path("organization").asString())
        .isEqualTo(tenant.organization().value().toString());
    assertThat(found.path(0).path("members").asInt()).isEqualTo(1);
    assertThat(found.path(0).path("quota").path("used").path("apps").asInt()).isEqualTo(1);
    var first = http.get(all + "?limit=1", operator.token()).json();
    var second =
        http.get(all + "?limit=1&after=" + first.path("next").asString(), operator.token()).json();
    assertThat(second.path("items").path(0).path("slug").asString())
        .isGreaterThan(first.path("items").path(0).path("slug").asString());
    assertThat(http.get(all, tenant.token()).status()).isEqualTo(403);
  }

  @Test
  void aViewerSeesTheQuotaToo() {
    var viewer = (Caller.Person) tenants.member(tenant, Role.VIEWER).caller();
    String token =
        tokens.create(tenant.organization(), viewer.id(), "v", Duration.ofDays(1)).secret();
    assertThat(http.get(path(), token).status()).isEqualTo(200);
    assertThat(http.send("PUT", path(), token, "{}").status()).isEqualTo(403);
  }

  private void quota(String limits) {
    Answer set = http.send("PUT", path(), tenant.token(), limits);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
  }

  private Answer create(String slug, int replicas) {
    return http.post(
        "/api/v1/environments/%s/apps".formatted(tenant.environment().value()),
        tenant.token(),
        "{\"slug\": \"%s\", \"kind\": \"WEB\", \"replicas\": %d}".formatted(slug, replicas));
  }

  /** Two hundred in line take their time on a slow machine. */
  private Answer createPatiently(String slug) {
    String body = "{\"slug\": \"%s\", \"kind\": \"WEB\", \"replicas\": 0}".formatted(slug);
    return http.send(
        http.request("/api/v1/environments/%s/apps".formatted(tenant.environment().value()))
            .timeout(Duration.ofMinutes(3))
            .header("Authorization", "Bearer " + tenant.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private Answer scale(int replicas) {
    return http.send("PATCH", app(), tenant.token(), "{\"replicas\": %d}".formatted(replicas));
  }

  private Answer host(String label) {
    return http.post(
        app() + "/routes",
        tenant.token(),
        "{\"host\": \"%s-%s.apps.localhost\"}".formatted(label, tenant.slug()));
  }

  private void delete(String path) {
    assertThat(http.send("DELETE", path, tenant.token(), null).status()).isEqualTo(202);
  }

  private long used(String what) {
    return http.get(path(), tenant.token()).json().path("used").path(what).asLong();
  }

  private long number(String sql) {
    return transaction.execute(_ ->
        db.system().sql(sql).param("id", tenant.organization().value()).query(Long.class).single());
  }

  private void run(String sql, Map<String, ?> parameters) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).params(parameters).update());
  }

  private String organization() {
    return tenant.organization().value().toString();
  }

  private String app() {
    return "/api/v1/apps/" + tenant.app().value();
  }

  private String path() {
    return "/api/v1/organizations/%s/quota".formatted(organization());
  }
}
