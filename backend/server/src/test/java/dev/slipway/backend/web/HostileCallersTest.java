package dev.slipway.backend.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Callers that are not who they say, or may not what they try. Ids of others: {@code AccessTest}.
 */
@ServerTest
class HostileCallersTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  List<String> before;
  Written written;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
    written = new Written(db, transaction);
    before = written.now();
  }

  @Test
  void aTokenInTheAddress() {
    for (String name : List.of("token", "access_token", "authorization")) {
      HostileRows.row("A02")
          .expect(http.get("/api/v1/me?%s=%s".formatted(name, tenant.token()), null));
    }
    assertThat(written.now()).isEqualTo(before);
  }

  @Test
  void aTokenWithoutTheScope() {
    change("update api_token set scopes = '{apps:read}' where person_id = :id");
    before = written.now();
    Answer answer = http.send("PATCH", app(), tenant.token(), "{\"replicas\": 2}");
    HostileRows.row("A04").expect(answer);
    assertThat(http.get(app(), tenant.token()).status()).isEqualTo(200);
    assertThat(written.now()).isEqualTo(before);
  }

  @Test
  void aRevokedToken() {
    assertThat(http.get(app(), tenant.token()).status()).isEqualTo(200);
    change("update api_token set revoked_at = now() where person_id = :id");
    HostileRows.row("A05").expect(http.get(app(), tenant.token()));
  }

  @Test
  void aKeyOfAnotherRequest() {
    String key = UUID.randomUUID().toString();
    String projects = "/api/v1/organizations/%s/projects".formatted(tenant.organization().value());
    assertThat(
            http.send(
                    "POST", projects, tenant.token(), "{\"slug\": \"one\"}", "Idempotency-Key", key)
                .status())
        .isEqualTo(201);
    before = written.now();
    HostileRows.row("A17")
        .expect(
            http.send(
                "POST", projects, tenant.token(), "{\"slug\": \"two\"}", "Idempotency-Key", key));
    assertThat(written.now()).isEqualTo(before);
  }

  @Test
  void settingUpWithoutTheCode() {
    HostileRows.row("A19").expect(setUp("AAAAA-AAAAA-AAAAA-AAAAA"));
    HostileRows.row("A19").expect(setUp(""));
    assertThat(written.now()).isEqualTo(before);
  }

  @Test
  void aMemberWhoInvitesAnOwner() {
    String invitations =
        "/api/v1/organizations/%s/invitations".formatted(tenant.organization().value());
    List<String> members = List.of(token(Role.DEVELOPER), token(Role.ADMIN), token(Role.VIEWER));
    before = written.now();
    for (String member : members) {
      // The second click too.
      for (int i = 0; i < 2; i++) {
        HostileRows.row("A13").expect(http.post(invitations, member, "{\"role\": \"OWNER\"}"));
      }
    }
    assertThat(written.now()).isEqualTo(before);
  }

  private String token(Role role) {
    var member = (Caller.Person) tenants.member(tenant, role).caller();
    return tokens.create(tenant.organization(), member.id(), "member", Duration.ofDays(1)).secret();
  }

  private Answer setUp(String code) {
    return http.send(
        "POST",
        "/api/v1/setup",
        null,
        """
        {"code": "%s", "name": "Eve", "email": "eve@example.com",
         "password": "a long enough password 42", "organization": "Evil"}
        """
            .formatted(code),
        // Guessing is counted by network, and other tests guess too.
        "X-Forwarded-For",
        "198.51.100.19");
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(sql).param("id", tenant.person().value()).update();
    });
  }

  private String app() {
    return "/api/v1/apps/" + tenant.app().value();
  }
}
