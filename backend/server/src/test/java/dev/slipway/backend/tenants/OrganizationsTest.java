package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class OrganizationsTest {
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void tenant() {
    tenant = tenants.create();
  }

  @Test
  void whoMakesOneOwnsItAndBelongsToBoth() {
    String slug = slug();
    Answer made = create(slug);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("role").asString()).isEqualTo("OWNER");
    assertThat(made.json().path("members").asInt()).isEqualTo(1);
    assertThat(create(slug).problem()).isEqualTo("name-taken");
    assertThat(organizations()).isEqualTo(2);
  }

  @Test
  void whoNeitherOperatesNorOwnsMakesNone() {
    change("update person set operator = false where id = '%s'".formatted(person()));
    assertThat(create(slug()).status()).isEqualTo(201);
    change("update membership set role = 'ADMIN' where person_id = '%s'".formatted(person()));
    assertThat(create(slug()).status()).isEqualTo(403);
    assertThat(
            http.get("/api/v1/me", tenant.token())
                .json()
                .path("mayCreateOrganizations")
                .asBoolean())
        .isFalse();
  }

  @Test
  void anOwnerRenamesItAndAnAdminDoesNot() {
    assertThat(rename("Ünited").json().path("name").asString()).isEqualTo("Ünited");
    assertThat(rename("").status()).isEqualTo(422);
    change("update membership set role = 'ADMIN' where person_id = '%s'".formatted(person()));
    assertThat(rename("Mine").status()).isEqualTo(403);
  }

  @Test
  void oneWithProjectsStays() {
    Answer refused = http.send("DELETE", path(), tenant.token(), null);
    assertThat(refused.problem()).isEqualTo("organization-not-empty");
    assertThat(http.get(path(), tenant.token()).status()).isEqualTo(200);
  }

  @Test
  void anEmptyOneGoesWithItsMembersAndTokensAndItsNameStaysTaken() {
    change("delete from app where id = '%s'".formatted(tenant.app().value()));
    change(
        "update project set deleted_at = now() where id = '%s'"
            .formatted(tenant.project().value()));
    assertThat(http.send("DELETE", path(), tenant.token(), null).status()).isEqualTo(204);
    assertThat(http.get("/api/v1/me", tenant.token()).status()).isEqualTo(401);
    assertThat(organizations()).isZero();
    TestTenant other = tenants.create();
    assertThat(
            http.post(
                    "/api/v1/organizations",
                    other.token(),
                    "{\"slug\": \"%s\", \"name\": \"Again\"}".formatted(tenant.slug()))
                .problem())
        .isEqualTo("name-taken");
  }

  private Answer create(String slug) {
    return http.post(
        "/api/v1/organizations",
        tenant.token(),
        "{\"slug\": \"%s\", \"name\": \"Second\"}".formatted(slug));
  }

  private Answer rename(String name) {
    return http.send("PATCH", path(), tenant.token(), "{\"name\": \"%s\"}".formatted(name));
  }

  private String path() {
    return "/api/v1/organizations/" + tenant.organization().value();
  }

  private UUID person() {
    return tenant.person().value();
  }

  private static String slug() {
    return "o" + UUID.randomUUID().toString().substring(0, 8);
  }

  private int organizations() {
    return transaction.execute(_ ->
        db.system()
            .sql("select count(*) from membership where person_id = :id")
            .param("id", person())
            .query(Integer.class)
            .single());
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
