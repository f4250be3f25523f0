package dev.slipway.backend.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class RateLimitsTest {
  @Autowired RateLimits limits;
  @Autowired RateLimitSweeper sweeper;
  @Autowired LimitProperties settings;
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void ofManyAtOnceAsManyAsTheLimitGetThrough() throws Exception {
    var limit = new Limit("test", 60, Duration.ofHours(10));
    String whose = UUID.randomUUID().toString();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var taken =
          IntStream.range(0, 200)
              .mapToObj(_ -> threads.submit(() -> limits.take(limit, whose)))
              .toList();
      int admitted = 0;
      for (var verdict : taken) {
        admitted += verdict.get().admitted() ? 1 : 0;
      }
      assertThat(admitted).isEqualTo(60);
    }
    Verdict next = limits.take(limit, whose);
    assertThat(next.admitted()).isFalse();
    assertThat(next.remaining()).isZero();
    assertThat(next.retryAfter()).isCloseTo(Duration.ofMinutes(10), Duration.ofSeconds(60));
    assertThat(limits.take(limit, "somebody else/" + whose).admitted()).isTrue();
  }

  @Test
  void whatIsRefusedCostsNothingAndTimeGivesItBack() {
    var limit = new Limit("test", 2, Duration.ofHours(2));
    String whose = UUID.randomUUID().toString();
    assertThat(limits.take(limit, whose).remaining()).isEqualTo(1);
    assertThat(limits.take(limit, whose).remaining()).isZero();
    for (int i = 0; i < 5; i++) {
      assertThat(limits.take(limit, whose).admitted()).isFalse();
    }
    passes(limit, whose, "61 minutes");
    assertThat(limits.take(limit, whose).admitted()).isTrue();
    assertThat(limits.take(limit, whose).admitted()).isFalse();
  }

  @Test
  void whoHasBeenQuietIsForgotten() {
    var limit = new Limit("test", 2, Duration.ofHours(2));
    String busy = UUID.randomUUID().toString();
    String quiet = UUID.randomUUID().toString();
    limits.take(limit, busy);
    limits.take(limit, quiet);
    passes(limit, quiet, "61 minutes");
    sweeper.reconcile(tenants.lead());
    assertThat(known(limit, busy)).isTrue();
    assertThat(known(limit, quiet)).isFalse();
  }

  @Test
  void theApiRefusesATokenThatAsksTooOftenAndSaysWhenToComeBack() {
    Answer first = http.get("/api/v1/me", tenant.token());
    assertThat(first.header("RateLimit-Policy"))
        .isEqualTo("\"api\";q=%d;w=60".formatted(settings.apiPerMinute()));
    assertThat(first.header("RateLimit")).startsWith("\"api\";r=");

    use(settings.api(), "token/" + tokenId());

    Answer refused = http.get("/api/v1/me", tenant.token());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("rate-limited");
    assertThat(refused.header("RateLimit")).startsWith("\"api\";r=0;t=");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 61L);
    assertThat(http.get("/api/v1/me", tenants.create().token()).status()).isEqualTo(200);
  }

  @Test
  void wrongTokensAndNoTokensAreCountedByNetwork() {
    String[] from = {"X-Forwarded-For", "203.0.113.7"};
    assertThat(http.send("GET", "/api/v1/setup", null, null, from).header("RateLimit"))
        .startsWith("\"anonymous\";r=");
    use(settings.anonymous(), "cb0071");

    assertThat(http.send("GET", "/api/v1/setup", null, null, from).status()).isEqualTo(429);
    assertThat(http.send("GET", "/api/v1/me", "slpp_wrong", null, from).status()).isEqualTo(429);
    assertThat(http.send("GET", "/api/v1/me", tenant.token(), null, from).status()).isEqualTo(200);
    assertThat(http.get("/api/v1/setup", null).status()).isEqualTo(200);
  }

  @Test
  void deploymentsOfAnAppAreLimitedAndGoingBackIsNot() {
    use(settings.deployments(), tenant.app().value().toString());
    String path = "/api/v1/apps/%s/deployments".formatted(tenant.app().value());
    Answer refused = http.post(path, tenant.token(), "{\"ref\": \"main\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("deployments of this app");
    assertThat(http.post(path, tenant.token(), "{\"revision\": 1}").status()).isEqualTo(404);
  }

  /** Uses all of it up, and as much as comes back in the next minute. */
  private void use(Limit limit, String whose) {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(
                """
                insert into rate_bucket (key, free_at, admitted)
                values (:key, now() + make_interval(secs => :window) + interval '1 minute', true)
                on conflict (key) do update set free_at = excluded.free_at
                """)
            .param("key", limit.name() + "/" + whose)
            .param("window", (double) limit.window().toSeconds())
            .update());
  }

  private void passes(Limit limit, String whose, String time) {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(
                "update rate_bucket set free_at = free_at - cast(:time as interval) where key = :key")
            .param("time", time)
            .param("key", limit.name() + "/" + whose)
            .update());
  }

  private boolean known(Limit limit, String whose) {
    return transaction.execute(_ ->
        db.system()
            .sql("select exists (select from rate_bucket where key = :key)")
            .param("key", limit.name() + "/" + whose)
            .query(Boolean.class)
            .single());
  }

  private UUID tokenId() {
    return transaction.execute(_ ->
        db.system()
            .sql("select id from api_token where organization_id = :id")
            .param("id", tenant.organization().value())
            .query(UUID.class)
            .single());
  }
}
