package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.TokenRights;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What tokens may, and that none can make one that may more. */
@ServerTest
class TokenRightsTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired TokenExpiry expiry;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @ParameterizedTest
  @CsvSource({
    "'', slpp_",
    "', \"kind\": \"PERSONAL\"', slpp_",
    "', \"kind\": \"ORGANIZATION\", \"role\": \"ADMIN\"', slpt_",
    "', \"kind\": \"WORKLOAD\", \"app\": \"<app>\"', slpi_"
  })
  void theBeginningOfATokenSaysWhoseItIs(String more, String prefix) {
    Answer made = make(tenant.token(), more);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("secret").asString()).startsWith(prefix).hasSize(41);
  }

  @ParameterizedTest
  @CsvSource({
    "', \"scopes\": [\"apps:raed\"]', apps:raed",
    "', \"scopes\": [\"apps:raed\"]', deployments:write",
    "', \"scopes\": [null]', deployments:write",
    "', \"scopes\": []', without any scope",
    "', \"role\": \"VIEWER\"', Leave role out",
    "', \"kind\": \"ORGANIZATION\", \"role\": \"OWNER\"', cannot be an owner",
    "', \"kind\": \"ORGANIZATION\", \"scopes\": [\"platform:operate\"]', operators",
    "', \"kind\": \"WORKLOAD\"', Name the app",
    "', \"kind\": \"ORGANIZATION\", \"app\": \"<app>\"', Leave app out"
  })
  void whatMakesNoSenseIsRefusedWithASentence(String more, String said) {
    Answer refused = make(tenant.token(), more);
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains(said.replace("\"", "\\\""));
  }

  @Test
  void aScopeIsAllATokenMayOfItsOwnersRights() {
    String reading = personal(Set.of("apps:read"), null);
    assertThat(http.get(app(), reading).status()).isEqualTo(200);
    Answer refused = http.send("PATCH", app(), reading, "{\"replicas\": 2}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("apps:write");
  }

  @Test
  void aTokenOfAProjectSeesNoOther() {
    UUID other = UUID.randomUUID();
    run(
        "insert into project (id, organization_id, slug, created_at) values (:id, :organization, 'hidden', now())",
        Map.of("id", other, "organization", tenant.organization().value()));
    String confined = personal(null, tenant.project().value());
    String projects = "/api/v1/organizations/%s/projects".formatted(organization());
    assertThat(http.get(projects, confined).body()).contains("shop").doesNotContain("hidden");
    assertThat(http.get("/api/v1/projects/" + other, confined).status()).isEqualTo(404);
    assertThat(make(confined, "").json().path("token").path("project").asString())
        .isEqualTo(tenant.project().value().toString());
    assertThat(make(confined, ", \"project\": \"%s\"".formatted(other)).status()).isEqualTo(404);
    assertThat(make(confined, ", \"kind\": \"ORGANIZATION\"").status()).isEqualTo(403);
  }

  @Test
  void aTokenCannotMakeOneThatMayMore() {
    String limited = personal(Set.of("organization:read", "apps:read", "tokens:write"), null);
    assertThat(make(limited, ", \"scopes\": [\"apps:write\"]").status()).isEqualTo(403);
    assertThat(make(limited, ", \"scopes\": [\"apps:read\"]").status()).isEqualTo(201);
    assertThat(make(limited, "").json().path("token").path("scopes").toString())
        .isEqualTo("[\"apps:read\",\"organization:read\",\"tokens:write\"]");
    String reading = personal(Set.of("organization:read", "apps:read"), null);
    Answer refused = make(reading, ", \"scopes\": [\"apps:read\"]");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("tokens:write");
  }

  @Test
  void aMachinesTokenCannotBecomeAPersons() {
    String ci = machine(Role.ADMIN, null);
    assertThat(make(ci, "").status()).isEqualTo(403);
    assertThat(make(ci, ", \"kind\": \"ORGANIZATION\", \"role\": \"ADMIN\"").status())
        .isEqualTo(201);
    String deployer = machine(Role.DEPLOYER, null);
    assertThat(make(deployer, ", \"kind\": \"ORGANIZATION\"").status()).isEqualTo(403);
    assertThat(http.get(tokensPath(), deployer).status()).isEqualTo(403);
  }

  @Test
  void onlyWhoDealsWithTokensMakesThoseOfTheOrganizationAndNoneAboveItself() {
    var admin = tenants.member(tenant, Role.ADMIN);
    String admins = personal((Caller.Person) admin.caller());
    assertThat(make(admins, ", \"kind\": \"ORGANIZATION\", \"role\": \"ADMIN\"").status())
        .isEqualTo(201);
    var developer = tenants.member(tenant, Role.DEVELOPER);
    String developers = personal((Caller.Person) developer.caller());
    Answer refused = make(developers, ", \"kind\": \"ORGANIZATION\", \"role\": \"VIEWER\"");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(make(developers, ", \"kind\": \"WORKLOAD\", \"app\": \"<app>\"").status())
        .isEqualTo(403);
    assertThat(make(developers, "").status()).isEqualTo(201);
  }

  @Test
  void meTellsAMachineWhatItIsAndNothingOfWhoMadeIt() {
    Answer me = http.get("/api/v1/me", machine(Role.DEPLOYER, null));
    assertThat(me.json().path("name").asString()).isEqualTo("token ci");
    assertThat(me.json().path("organizations").path(0).path("role").asString())
        .isEqualTo("DEPLOYER");
    assertThat(me.body()).doesNotContain("@example.com").doesNotContain("Ada");
  }

  @Test
  void aWorkloadReadsItsAppAndNothingAround() {
    String workload =
        make(tenant.token(), ", \"kind\": \"WORKLOAD\", \"app\": \"<app>\"")
            .json()
            .path("secret")
            .asString();
    assertThat(http.get(app(), workload).status()).isEqualTo(200);
    assertThat(http.send("PATCH", app(), workload, "{\"replicas\": 2}").status()).isEqualTo(403);
    assertThat(
            http.get("/api/v1/organizations/%s/apps".formatted(organization()), workload).status())
        .isEqualTo(404);
    assertThat(http.get("/api/v1/me", workload).json().path("name").asString())
        .isEqualTo("app web (ci)");
  }

  @Test
  void theListShowsAllThereIsToKnowButTheToken() {
    make(tenant.token(), ", \"kind\": \"ORGANIZATION\", \"scopes\": [\"apps:read\"], \"days\": 14");
    Answer list = http.get(tokensPath(), tenant.token());
    var made = list.json().path(0);
    assertThat(made.path("kind").asString()).isEqualTo("ORGANIZATION");
    assertThat(made.path("role").asString()).isEqualTo("DEPLOYER");
    assertThat(made.path("scopes").path(0).asString()).isEqualTo("apps:read");
    assertThat(made.path("expiry").asString()).isEqualTo("SOON");
    assertThat(made.path("createdBy").asString()).isEqualTo("Ada");
    var used = list.json().path(1);
    assertThat(used.path("lastUsedAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(list.body()).doesNotContain("slpt_").doesNotContain("secret");
  }

  @Test
  void theEndOfATokenIsAnnouncedOnce() {
    make(tenant.token(), ", \"days\": 15");
    long epoch = tenants.lead();
    expiry.reconcile(epoch);
    run(
        "update api_token set expires_at = now() + interval '12 days 1 hour' where organization_id = :id and name = 'ci'",
        Map.of("id", tenant.organization().value()));
    expiry.reconcile(epoch);
    expiry.reconcile(epoch);
    String events =
        http.get("/api/v1/organizations/%s/events".formatted(organization()), tenant.token())
            .body();
    assertThat(events).containsOnlyOnce("The API token ci of Ada expires in 12 days");
  }

  @Test
  void everyScopeCanBeGiven() {
    String all =
        String.join(
            ",",
            java.util.Arrays.stream(Permission.values())
                .map(permission -> "\"" + permission.scope() + "\"")
                .toList());
    assertThat(make(tenant.token(), ", \"scopes\": [%s]".formatted(all)).status()).isEqualTo(201);
  }

  private Answer make(String token, String more) {
    return http.post(
        tokensPath(),
        token,
        "{\"name\": \"ci\"%s}".formatted(more.replace("<app>", tenant.app().value().toString())));
  }

  private String personal(@Nullable Set<String> scopes, @Nullable UUID project) {
    return secret(
        tenant.person(), new TokenRights(TokenKind.PERSONAL, null, scopes, project, null));
  }

  private String personal(Caller.Person person) {
    return secret(person.id(), TokenRights.personal());
  }

  private String machine(Role role, @Nullable Set<String> scopes) {
    return secret(
        tenant.person(), new TokenRights(TokenKind.ORGANIZATION, role, scopes, null, null));
  }

  private String secret(PersonId owner, TokenRights rights) {
    return tokens.create(tenant.organization(), owner, "ci", rights, Duration.ofDays(30)).secret();
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

  private String tokensPath() {
    return "/api/v1/organizations/%s/tokens".formatted(organization());
  }
}
