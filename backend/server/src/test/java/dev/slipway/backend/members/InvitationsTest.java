package dev.slipway.backend.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.CreateInvitation;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class InvitationsTest {
  private static final String PASSWORD = "a long enough passphrase";

  @Autowired InvitationsApi invitations;
  @Autowired ApiTokens tokens;
  @Autowired Attempts attempts;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  Principal owner;

  @BeforeEach
  @AfterEach
  void forgetAttempts() {
    change("delete from sign_in_failure");
  }

  @BeforeEach
  void tenant() {
    tenant = tenants.create();
    owner = new Principal(new Caller.Person(tenant.person(), "Ada", false), null, null);
  }

  @Test
  void somebodyNewJoinsWithTheInvitedRole() {
    String code = invite(owner, Role.DEVELOPER, null);
    Answer seen = look(code);
    assertThat(seen.json().path("organization").asString()).isEqualTo("Test");
    assertThat(seen.json().path("role").asString()).isEqualTo("DEVELOPER");
    Answer joined = join(code, email(), PASSWORD);
    assertThat(joined.status()).as(joined.body()).isEqualTo(201);
    assertThat(joined.json().path("role").asString()).isEqualTo("DEVELOPER");
    assertThat(members()).isEqualTo(2);
  }

  @Test
  void somebodyWithAnAccountAccepts() {
    TestTenant other = tenants.create();
    String code = invite(owner, Role.VIEWER, null);
    Answer accepted = accept(code, other.token());
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    assertThat(http.get("/api/v1/me", other.token()).body()).doesNotContain(tenant.slug());
    assertThat(members()).isEqualTo(2);
    assertThat(accept(invite(owner, Role.ADMIN, null), other.token()).problem())
        .isEqualTo("already-member");
  }

  @Test
  void aLinkThatCannotBeUsedLooksTheSameWhateverTheReason() {
    String used = invite(owner, Role.VIEWER, null);
    assertThat(join(used, email(), PASSWORD).status()).isEqualTo(201);
    String expired = invite(owner, Role.VIEWER, null);
    change(
        "update invitation set created_at = now() - interval '8 days', expires_at = now() - interval '1 second' where organization_id = '%s' and used_at is null"
            .formatted(tenant.organization().value()));
    String revoked = invite(owner, Role.VIEWER, null);
    UUID id = tenant.as(owner, () -> invitations.list(org())).getFirst().id();
    assertThat(
            http.send(
                    "DELETE",
                    "/api/v1/organizations/%s/invitations/%s".formatted(org(), id),
                    tenant.token(),
                    null)
                .status())
        .isEqualTo(204);
    String body = look("0".repeat(43)).body();
    for (String code : new String[] {used, expired, revoked, "", "x"}) {
      forgetAttempts();
      assertThat(look(code).status()).isEqualTo(404);
      assertThat(look(code).body()).isEqualTo(body);
      assertThat(join(code, email(), PASSWORD).body().replace("/join", "/look")).isEqualTo(body);
    }
    assertThat(members()).isEqualTo(2);
  }

  @Test
  void anInvitationIsUsedOnceHoweverManyTry() throws Exception {
    String code = invite(owner, Role.VIEWER, null);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 4; i++) {
        TestTenant somebody = tenants.create();
        answers.add(threads.submit(() -> accept(code, somebody.token()).status()));
      }
      var statuses = new ArrayList<Integer>();
      for (var answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 404, 404, 404);
    }
    assertThat(members()).isEqualTo(2);
  }

  @Test
  void nobodyInvitesAboveTheirOwnRole() {
    var admin = tenants.member(tenant, Role.ADMIN);
    assertThat(invite(admin, Role.ADMIN, null)).hasSize(43);
    assertThat(refusedInvitation(admin, Role.OWNER)).contains("above your own");
    assertThat(refusedInvitation(tenants.member(tenant, Role.DEVELOPER), Role.VIEWER))
        .contains("members:write");
  }

  @Test
  void whatTheInviterMayCountsAgainWhenTheLinkIsUsed() {
    Principal admin = tenants.member(tenant, Role.ADMIN);
    String asAdmin = invite(admin, Role.ADMIN, null);
    String asViewer = invite(admin, Role.VIEWER, null);
    demote(admin, "DEVELOPER");
    assertThat(look(asAdmin).status()).isEqualTo(404);
    assertThat(join(asViewer, email(), PASSWORD).status()).isEqualTo(404);
    demote(admin, "ADMIN");
    assertThat(look(asAdmin).status()).isEqualTo(200);
    change("delete from membership where person_id = '%s'".formatted(id(admin)));
    assertThat(look(asAdmin).status()).isEqualTo(404);
  }

  @Test
  void anInvitationByATokenEndsWithTheToken() {
    var token = tokens.create(tenant.organization(), tenant.person(), "t", Duration.ofDays(1));
    String code =
        invite(tokens.authenticate(token.secret(), "test").orElseThrow(), Role.VIEWER, null);
    assertThat(look(code).status()).isEqualTo(200);
    change("update api_token set revoked_at = now() where id = '%s'".formatted(token.id()));
    assertThat(look(code).status()).isEqualTo(404);
  }

  @Test
  void anInvitationForAnAddressIsForNobodyElse() {
    String email = email();
    String code = invite(owner, Role.VIEWER, email);
    assertThat(accept(code, tenants.create().token()).status()).isEqualTo(403);
    assertThat(join(code, "eve@example.com", PASSWORD).status()).isEqualTo(422);
    Answer joined =
        http.post(
            "/api/v1/invitations/join",
            null,
            "{\"code\": \"%s\", \"name\": \"Grace\", \"password\": \"%s\"}"
                .formatted(code, PASSWORD));
    assertThat(joined.status()).as(joined.body()).isEqualTo(201);
  }

  @Test
  void anAddressThatHasAnAccountIsToldToSignIn() {
    String code = invite(owner, Role.VIEWER, null);
    Answer answer = join(code, tenant.slug() + "@example.com", PASSWORD);
    assertThat(answer.problem()).isEqualTo("email-taken");
    assertThat(look(code).status()).isEqualTo(200);
  }

  @Test
  void aRefusedAccountUsesNothingUp() {
    String code = invite(owner, Role.VIEWER, null);
    assertThat(join(code, email(), "short").status()).isEqualTo(422);
    assertThat(join(code, "no address", PASSWORD).status()).isEqualTo(422);
    assertThat(members()).isEqualTo(1);
    assertThat(join(code, email(), PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void guessingIsSlowedDown() {
    for (int i = 0; i < 20; i++) {
      assertThat(look("guess" + i).status()).isEqualTo(404);
    }
    Answer waiting = look("guess");
    assertThat(waiting.status()).isEqualTo(429);
    String seconds = waiting.header("Retry-After");
    assertThat(waiting.body()).contains("in %s seconds".formatted(seconds));
  }

  @Test
  void guessingElsewhereKeepsNobodyOut() {
    for (int i = 0; i < 40; i++) {
      attempts.require("198.51.%d.1".formatted(i));
    }
    assertThat(look(invite(owner, Role.VIEWER, null)).status()).isEqualTo(200);
  }

  @Test
  void onlyAHashOfTheLinkIsKept() {
    String code = invite(owner, Role.VIEWER, null);
    String row =
        transaction.execute(_ ->
            db.system()
                .sql(
                    "select cast(to_jsonb(i) as text) from invitation i where organization_id = :id")
                .param("id", org())
                .query(String.class)
                .single());
    assertThat(row).doesNotContain(code);
  }

  private String invite(Principal who, Role role, @Nullable String email) {
    String link =
        tenant
            .as(who, () -> invitations.create(org(), new CreateInvitation(role, email, null)))
            .link();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private String refusedInvitation(Principal who, Role role) {
    try {
      return "allowed: " + invite(who, role, null);
    } catch (Problem problem) {
      return problem.getMessage();
    }
  }

  private Answer look(String code) {
    return http.post("/api/v1/invitations/look", null, "{\"code\": \"%s\"}".formatted(code));
  }

  private Answer accept(String code, String token) {
    return http.post("/api/v1/invitations/accept", token, "{\"code\": \"%s\"}".formatted(code));
  }

  private Answer join(String code, String email, String password) {
    return http.post(
        "/api/v1/invitations/join",
        null,
        "{\"code\": \"%s\", \"email\": \"%s\", \"name\": \"Grace\", \"password\": \"%s\"}"
            .formatted(code, email, password));
  }

  private static String email() {
    return "g" + UUID.randomUUID().toString().substring(0, 12) + "@example.com";
  }

  private UUID org() {
    return tenant.organization().value();
  }

  private void demote(Principal who, String role) {
    change("update membership set role = '%s' where person_id = '%s'".formatted(role, id(who)));
  }

  private int members() {
    return transaction.execute(_ ->
        db.system()
            .sql("select count(*) from membership where organization_id = :id")
            .param("id", org())
            .query(Integer.class)
            .single());
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }

  private static UUID id(Principal principal) {
    if (principal.caller() instanceof Caller.Person person) {
      return person.id().value();
    }
    throw new IllegalArgumentException("Not a person");
  }
}
