package dev.slipway.backend.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class UsageTest {
  @Autowired UsageRepository usage;
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  long epoch;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
    epoch = tenants.lead();
  }

  @Test
  void whatAnOrganizationHasIsWrittenDownOnceInFiveMinutes() {
    Instant now = Instant.parse("2031-01-01T10:07:31Z");
    assertThat(sampled(now)).isFalse();
    sample(now);
    sample(now.plusSeconds(100));
    assertThat(sampled(now.plusSeconds(100))).isTrue();
    sample(now.plusSeconds(200));

    Answer history = history("2031-01-01T00:00:00Z", "2031-01-02T00:00:00Z");
    assertThat(history.json().size()).isEqualTo(2);
    var first = history.json().path(0);
    assertThat(first.path("at").asString()).isEqualTo("2031-01-01T10:05:00Z");
    assertThat(first.path("used").path("apps").asInt()).isEqualTo(1);
    assertThat(first.path("used").path("pods").asInt()).isEqualTo(2);
    assertThat(first.path("used").path("cpuMillis").asInt()).isEqualTo(2000);
    forget();
  }

  @Test
  void samplesBecomeHoursWithTheHighestOfEachAndThenNothing() {
    Instant early = Instant.parse("2001-01-01T10:00:00Z");
    sample(early);
    scale(5);
    sample(early.plusSeconds(600));
    scale(1);
    sample(early.plusSeconds(1200));
    Instant next = early.plus(1, ChronoUnit.HOURS);
    sample(next);

    transaction.execute(_ -> usage.rollUp(epoch, next.plusSeconds(1800)));

    Answer history = history("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");
    assertThat(history.json().size()).as(history.body()).isEqualTo(2);
    assertThat(history.json().path(0).path("hourly").asBoolean()).isTrue();
    assertThat(history.json().path(0).path("at").asString()).isEqualTo("2001-01-01T10:00:00Z");
    assertThat(history.json().path(0).path("used").path("pods").asInt()).isEqualTo(7);
    assertThat(history.json().path(1).path("hourly").asBoolean()).isFalse();

    transaction.execute(_ -> usage.rollUp(epoch, next.plus(Duration.ofHours(5))));
    transaction.execute(_ -> usage.forget(epoch, next));
    assertThat(history("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z").json().size()).isEqualTo(1);
    transaction.execute(_ -> usage.forget(epoch, next.plusSeconds(1)));
  }

  @Test
  void aDeletedOrganizationUsesNothingAnyMore() {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql("update organization set deleted_at = now() where id = :id")
            .param("id", tenant.organization().value())
            .update());
    sample(Instant.parse("2031-02-01T10:00:00Z"));
    assertThat(
            transaction.<Boolean>execute(_ ->
                db.system()
                    .sql("select exists (select from usage_sample where organization_id = :id)")
                    .param("id", tenant.organization().value())
                    .query(Boolean.class)
                    .single()))
        .isFalse();
    forget();
  }

  @Test
  void anotherTenantsHistoryIsNotThere() {
    TestTenant other = tenants.create();
    assertThat(http.get(path(), other.token()).status()).isEqualTo(404);
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThat(http.get(path() + "?from=yesterday", tenant.token()).status()).isEqualTo(422);
    assertThat(history("2031-01-02T00:00:00Z", "2031-01-01T00:00:00Z").status()).isEqualTo(422);
  }

  private void sample(Instant now) {
    transaction.execute(_ -> usage.sample(epoch, now));
  }

  private boolean sampled(Instant now) {
    return Boolean.TRUE.equals(transaction.execute(_ -> usage.sampled(now)));
  }

  private void scale(int replicas) {
    http.send(
        "PATCH",
        "/api/v1/apps/" + tenant.app().value(),
        tenant.token(),
        "{\"replicas\": %d}".formatted(replicas));
  }

  private void forget() {
    transaction.executeWithoutResult(_ ->
        db.system().sql("delete from usage_sample where at > now() + interval '1 day'").update());
  }

  private Answer history(String from, String to) {
    return http.get(path() + "?from=" + from + "&to=" + to, tenant.token());
  }

  private String path() {
    return "/api/v1/organizations/%s/usage".formatted(tenant.organization().value());
  }
}
