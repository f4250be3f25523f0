package dev.slipway.backend.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is in the books after something was done, or refused. */
@ServerTest
class AuditTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void aChangeIsThereWithWhoWhatWhereAndBeforeAndAfter() {
    http.send("PATCH", app(), tenant.token(), "{\"replicas\": 3}", "User-Agent", "robot/1");
    JsonNode entry = newest("");
    assertThat(entry.path("action").asString()).isEqualTo("apps.update");
    assertThat(entry.path("outcome").asString()).isEqualTo("ok");
    assertThat(entry.path("actorKind").asString()).isEqualTo("token");
    assertThat(entry.path("person").asString()).isEqualTo(tenant.person().value().toString());
    assertThat(entry.path("token").asString()).isNotEmpty();
    assertThat(entry.path("userAgent").asString()).isEqualTo("robot/1");
    assertThat(entry.path("address").asString()).isIn("127.0.0.1", "::1");
    assertThat(entry.path("targetType").asString()).isEqualTo("app");
    assertThat(entry.path("targetName").asString()).isEqualTo("web");
    assertThat(entry.path("targetId").asString()).isEqualTo(tenant.app().value().toString());
    assertThat(entry.path("app").asString()).isEqualTo(tenant.app().value().toString());
    assertThat(entry.path("project").asString()).isEqualTo(tenant.project().value().toString());
    JsonNode field = entry.path("changes").path(0).path("fields").path(0);
    assertThat(field.toString())
        .isEqualTo("{\"field\":\"replicas\",\"before\":\"1\",\"after\":\"3\"}");
  }

  @Test
  void aMembershipIsToldByThePersonsName() {
    var grace = (Caller.Person) tenants.member(tenant, Role.VIEWER).caller();
    String member =
        "/api/v1/organizations/%s/members/%s"
            .formatted(tenant.organization().value(), grace.id().value());
    Answer changed = http.send("PATCH", member, tenant.token(), "{\"role\": \"DEVELOPER\"}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    JsonNode entry = newest("");
    assertThat(entry.path("targetType").asString()).isEqualTo("membership");
    assertThat(entry.path("targetName").asString()).isEqualTo("Grace");
    assertThat(entry.path("targetId").asString()).isEqualTo(grace.id().value().toString());
  }

  @Test
  void aFieldInsideARecordIsToldByItsPath() {
    JsonNode spec = http.get(app(), tenant.token()).json().path("spec");
    String changed = spec.toString().replace("\"pids\":256", "\"pids\":512");
    http.send("PATCH", app(), tenant.token(), "{\"spec\": %s}".formatted(changed));
    assertThat(newest("").path("changes").toString())
        .contains("{\"field\":\"spec.pids\",\"before\":\"256\",\"after\":\"512\"}");
  }

  @Test
  void theEntryIsWrittenInTheTransactionOfTheChange() {
    http.send("PATCH", app(), tenant.token(), "{\"replicas\": 2}");
    assertThat(
            transaction.<Boolean>execute(_ ->
                db.system()
                    .sql(
                        """
                        select e.xmin = a.xmin from audit_entry e join app a on a.id = e.target_id
                         where a.id = :app and e.outcome = 'ok' and e.action = 'apps.update'
                        """)
                    .param("app", tenant.app().value())
                    .query(Boolean.class)
                    .single()))
        .isTrue();
  }

  @Test
  void oneCallIsOneEntry() {
    http.post(projects(), tenant.token(), "{\"slug\": \"one\"}");
    http.post(projects(), tenant.token(), "{\"slug\": \"one\"}");
    JsonNode entries = search("?action=projects").path("items");
    assertThat(entries.size()).isEqualTo(2);
    assertThat(entries.path(0).path("outcome").asString()).isEqualTo("name-taken");
    assertThat(entries.path(1).path("outcome").asString()).isEqualTo("ok");
    assertThat(entries.path(1).path("targetName").asString()).isEqualTo("one");
  }

  @Test
  void aRefusalIsWrittenDownWithItsReason() {
    String viewer = token(Role.VIEWER);
    assertThat(http.send("DELETE", app(), viewer, null).status()).isEqualTo(403);
    JsonNode entry = newest("?outcome=denied");
    assertThat(entry.path("action").asString()).isEqualTo("apps.delete");
    assertThat(entry.path("outcome").asString()).isEqualTo("forbidden");
    assertThat(entry.path("targetId").asString()).isEqualTo(tenant.app().value().toString());
  }

  @Test
  void whatIsRefusedAgainAndAgainToAReaderIsWrittenDownOnce() {
    String viewer = token(Role.VIEWER);
    for (int i = 0; i < 3; i++) {
      assertThat(http.get(organization() + "/audit", viewer).status()).isEqualTo(403);
    }
    assertThat(search("?action=audit.search&outcome=denied").path("items").size()).isEqualTo(1);
  }

  @Test
  void aSecretIsNeverInTheBooks() {
    String canary = "canary-" + UUID.randomUUID();
    for (boolean secret : new boolean[] {true, false}) {
      Answer answer =
          http.send(
              "PUT",
              app() + "/config/KEY" + secret,
              tenant.token(),
              "{\"value\": \"%s\", \"secret\": %s}".formatted(canary, secret));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    http.post(organization() + "/tokens", tenant.token(), "{\"name\": \"ci\"}");
    http.send("POST", app() + "/webhooks", tenant.token(), null);
    String books = http.get(organization() + "/audit/export", tenant.token()).body();
    assertThat(books).contains("KEYtrue", "KEYfalse", "•••").doesNotContain(canary);
    assertThat(books).doesNotContain("\\\\x").doesNotContain("slpp_");
  }

  @Test
  void readingLogsIsWrittenDownOnceForAWhile() {
    http.get(app() + "/logs", tenant.token());
    http.get(app() + "/logs?limit=5", tenant.token());
    JsonNode entries = search("?action=logs.read").path("items");
    assertThat(entries.size()).isEqualTo(1);
    assertThat(entries.path(0).path("app").asString()).isEqualTo(tenant.app().value().toString());
  }

  @Test
  void readingOtherThingsIsNot() {
    http.get(app(), tenant.token());
    http.get(projects(), tenant.token());
    assertThat(search("").path("items").size()).isZero();
  }

  @Test
  void whatOthersDoIsInTheirOwnBooks() {
    TestTenant other = tenants.create();
    http.send("PATCH", app(), tenant.token(), "{\"replicas\": 3}");
    assertThat(
            http.get(
                    "/api/v1/organizations/%s/audit".formatted(other.organization().value()),
                    other.token())
                .json()
                .path("items")
                .size())
        .isZero();
  }

  @Test
  void aTokenThatIsNoneIsInThePlatformsBooksOnce() {
    long before = unknownTokens();
    for (int i = 0; i < 3; i++) {
      assertThat(http.get(app(), "slpp_made_up_" + i).status()).isEqualTo(401);
    }
    assertThat(unknownTokens() - before).isLessThanOrEqualTo(1);
    assertThat(unknownTokens()).isPositive();
  }

  private long unknownTokens() {
    return transaction.<Long>execute(_ ->
        db.system()
            .sql(
                """
                select count(*) from audit_entry
                 where organization_id is null and action = 'token' and outcome = 'unauthenticated'
                """)
            .query(Long.class)
            .single());
  }

  @Test
  void manyAtOnceMakeAChainWithoutGaps() {
    var made = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 20)
          .forEach(i -> {
            var _ =
                threads.submit(() -> {
                  String body = "{\"slug\": \"p%d\"}".formatted(i);
                  if (http.post(projects(), tenant.token(), body).status() == 201) {
                    made.incrementAndGet();
                  }
                });
          });
    }
    JsonNode verdict = http.get(organization() + "/audit/verification", tenant.token()).json();
    assertThat(verdict.path("intact").asBoolean()).as(verdict.toString()).isTrue();
    // On a busy machine some may have been refused for want of a connection.
    assertThat(search("?outcome=ok&limit=200").path("items").size()).isEqualTo(made.get());
  }

  @Test
  void entriesAreFoundByWhatTheySay() {
    http.send("PATCH", app(), tenant.token(), "{\"replicas\": 3}");
    http.post(projects(), tenant.token(), "{\"slug\": \"blue\"}");
    assertThat(actions("?target=blue")).isEqualTo("projects.create");
    assertThat(actions("?action=apps")).isEqualTo("apps.update");
    assertThat(actions("?actor=ada&outcome=ok")).isEqualTo("projects.create apps.update");
    assertThat(actions("?text=replicas")).isEqualTo("apps.update");
    assertThat(actions("?actor=nobody%25")).isEmpty();
    assertThat(actions("?since=2999-01-01T00:00:00Z")).isEmpty();
    assertThat(actions("?until=2999-01-01T00:00:00Z&limit=1")).isEqualTo("projects.create");
    String next = search("?limit=1").path("next").asString();
    assertThat(actions("?limit=1&after=" + next)).isEqualTo("apps.update");
  }

  @Test
  void aSpreadsheetCalculatesNothing() {
    http.send(
        "PATCH", app(), tenant.token(), "{\"replicas\": 3}", "User-Agent", "=HYPERLINK(\"x\")");
    String csv = http.get(organization() + "/audit/export?format=csv", tenant.token()).body();
    assertThat(csv).contains("\"'=HYPERLINK(\"\"x\"\")\"");
  }

  private String token(Role role) {
    PersonId person = ((Caller.Person) tenants.member(tenant, role).caller()).id();
    return tokens.create(tenant.organization(), person, "test", Duration.ofDays(1)).secret();
  }

  private String actions(String question) {
    return String.join(
        " ",
        search(question)
            .path("items")
            .valueStream()
            .map(entry -> entry.path("action").asString())
            .toList());
  }

  private JsonNode newest(String question) {
    return search(question).path("items").path(0);
  }

  private JsonNode search(String question) {
    Answer answer = http.get(organization() + "/audit" + question, tenant.token());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private String organization() {
    return "/api/v1/organizations/" + tenant.organization().value();
  }

  private String projects() {
    return organization() + "/projects";
  }

  private String app() {
    return "/api/v1/apps/" + tenant.app().value();
  }
}
