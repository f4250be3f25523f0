package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.TokenRights;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A token of the organization or of an app is a machine: whoever made it is not behind it. */
@ServerTest
class MachinesTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  Caller.Person maker;
  UUID other;

  @BeforeEach
  void somebodyWhoDoesNotSeeOneProject() {
    tenant = tenants.create();
    maker = (Caller.Person) tenants.member(tenant, Role.DEVELOPER).caller();
    other = UUID.randomUUID();
    run(
        "insert into project (id, organization_id, slug, created_at) values (:project, :organization, 'other', now())");
    run(
        """
        insert into role_override (id, organization_id, person_id, project_id, role, created_at)
        values (gen_random_uuid(), :organization, :person, :project, 'NONE', now())
        """);
  }

  @Test
  void itSeesWhatItsMakerDoesNot() {
    String personal = secret(TokenRights.personal());
    assertThat(http.get(projects(), personal).body()).contains("shop").doesNotContain("other");
    assertThat(http.get("/api/v1/projects/" + other, personal).status()).isEqualTo(404);
    String machine = machine(Role.VIEWER, null);
    assertThat(http.get(projects(), machine).body()).contains("shop", "other");
    assertThat(http.get("/api/v1/projects/" + other, machine).status()).isEqualTo(200);
  }

  @Test
  void itEndsWhenItsMakerLeaves() {
    String machine = machine(Role.DEVELOPER, null);
    run("delete from membership where organization_id = :organization and person_id = :person");
    assertThat(http.get(projects(), machine).status()).isEqualTo(401);
    String tokens = "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value());
    assertThat(http.get(tokens, tenant.token()).body()).contains("(left)");
  }

  @Test
  void itMayNoMoreThanItsMakerMayNow() {
    String machine = machine(Role.DEVELOPER, null);
    assertThat(http.post(projects(), machine, "{\"slug\": \"new\"}").status()).isEqualTo(201);
    run(
        """
        update membership set role = 'VIEWER'
         where organization_id = :organization and person_id = :person
        """);
    assertThat(http.get(projects(), machine).status()).isEqualTo(200);
    assertThat(http.post(projects(), machine, "{\"slug\": \"newer\"}").status()).isEqualTo(403);
    assertThat(
            http.get("/api/v1/me", machine)
                .json()
                .path("organizations")
                .path(0)
                .path("role")
                .asString())
        .isEqualTo("VIEWER");
  }

  @Test
  void anOperatorsTokenForAProjectDoesNotOperateThePlatform() {
    run("update person set operator = true where id = :person");
    String all = secret(TokenRights.personal());
    String confined =
        secret(new TokenRights(TokenKind.PERSONAL, null, null, tenant.project().value(), null));
    assertThat(http.post("/api/v1/nodes/join-tokens", all, "{}").status()).isEqualTo(201);
    assertThat(http.post("/api/v1/nodes/join-tokens", confined, "{}").status()).isEqualTo(403);
  }

  @Test
  void itIsNotWhoMadeIt() {
    String machine = machine(Role.DEVELOPER, null);
    assertThat(http.get("/api/v1/me/sign-ins", machine).status()).isEqualTo(403);
    assertThat(http.send("PATCH", "/api/v1/me", machine, "{\"name\": \"Eve\"}").status())
        .isEqualTo(403);
    assertThat(
            http.post(
                    "/api/v1/organizations",
                    machine,
                    "{\"slug\": \"machines-own\", \"name\": \"Machine\"}")
                .status())
        .isEqualTo(403);
    Answer me = http.get("/api/v1/me", machine);
    assertThat(me.body()).doesNotContain(maker.id().value().toString()).doesNotContain("Grace");
    assertThat(me.json().path("operator").asBoolean()).isFalse();
    assertThat(me.json().path("mayCreateOrganizations").asBoolean()).isFalse();
  }

  @Test
  void aQuotaHoldsForIt() {
    run(
        """
        insert into organization_quota (organization_id, apps, updated_at)
        select :organization, 1, now()
        """);
    Answer refused =
        http.post(
            "/api/v1/environments/%s/apps".formatted(tenant.environment().value()),
            machine(Role.DEVELOPER, null),
            "{\"slug\": \"second\", \"kind\": \"WORKER\"}");
    assertThat(refused.problem()).as(refused.body()).isEqualTo("quota-exceeded");
  }

  @Test
  void oneForAProjectDoesNothingInAnother() {
    String machine = machine(Role.DEVELOPER, tenant.project().value());
    assertThat(http.get(projects(), machine).body()).contains("shop").doesNotContain("other");
    assertThat(http.get("/api/v1/projects/" + other, machine).status()).isEqualTo(404);
    assertThat(http.post(projects(), machine, "{\"slug\": \"new\"}").status()).isEqualTo(403);
  }

  private String machine(Role role, @Nullable UUID project) {
    return secret(new TokenRights(TokenKind.ORGANIZATION, role, null, project, null));
  }

  private String secret(TokenRights rights) {
    return tokens
        .create(tenant.organization(), maker.id(), "ci", rights, Duration.ofDays(1))
        .secret();
  }

  private String projects() {
    return "/api/v1/organizations/%s/projects".formatted(tenant.organization().value());
  }

  private void run(String sql) {
    Map<String, ?> ids =
        Map.of(
            "organization", tenant.organization().value(),
            "person", maker.id().value(),
            "project", other);
    transaction.executeWithoutResult(_ -> db.system().sql(sql).params(ids).update());
  }
}
