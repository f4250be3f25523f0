package dev.slipway.backend.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class ChangeFeedTest {
  @Autowired ChangeFeed feed;
  @Autowired ChangesApi changes;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  final List<Change> heard = new CopyOnWriteArrayList<>();
  TestTenant tenant;
  AutoCloseable subscription = () -> {};

  @BeforeEach
  void listen() {
    tenant = tenants.create();
    subscription = feed.subscribe(heard::addAll);
  }

  @AfterEach
  void stop() throws Exception {
    subscription.close();
  }

  @Test
  void aCommittedChangeIsHeardSoonAndARolledBackOneNever() {
    UUID never = UUID.randomUUID();
    transaction.executeWithoutResult(status -> {
      insert(never);
      status.setRollbackOnly();
    });
    UUID event = event(0);
    var expected = new Change("event", tenant.organization(), null, null, event);
    await().atMost(Duration.ofMinutes(1)).until(() -> heard.contains(expected));
    assertThat(heardOf(never)).isFalse();
  }

  @Test
  void anOlderTransactionThatCommitsLateIsNotMissed() throws Exception {
    var begun = new CountDownLatch(1);
    var newerDone = new CountDownLatch(1);
    TestTenant late = tenants.create();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var older =
          threads.submit(() ->
              transaction.execute(_ -> {
                int _ = db.in(late.organization()).sql("update app set replicas = 5").update();
                begun.countDown();
                awaitQuietly(newerDone);
                return true;
              }));
      begun.await();
      transaction.executeWithoutResult(_ -> update(6));
      Thread.sleep(300);
      newerDone.countDown();
      assertThat(older.get()).isTrue();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> heardOf(late.app().value()) && heardOf(app()));
  }

  @Test
  void whoeverHearsAChangeHasHeardItsWholeTransaction() throws Exception {
    var horizon = new AtomicLong();
    subscription.close();
    subscription =
        feed.subscribe(some -> {
          if (some.stream().anyMatch(change -> app().equals(change.object()))) {
            horizon.set(feed.horizon());
          }
        });
    long number =
        requireNonNull(
            transaction.execute(_ -> {
              update(7);
              return db.system()
                  .sql("select cast(cast(pg_current_xact_id() as text) as bigint)")
                  .query(Long.class)
                  .single();
            }));
    await().atMost(Duration.ofMinutes(1)).until(() -> horizon.get() > number);
  }

  @Test
  void nothingIsMissedWhenManyCommitAtOnce() throws Exception {
    Set<UUID> written = ConcurrentHashMap.newKeySet();
    long seed = System.nanoTime();
    var random = new Random(seed);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        int pause = random.nextInt(5);
        var _ =
            threads.submit(() -> {
              for (int j = 0; j < 25; j++) {
                written.add(event(pause));
              }
            });
      }
    }
    assertThat(written).hasSize(200);
    await()
        .alias("seed " + seed)
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            heard.stream().filter(change -> written.contains(change.object())).count() >= 200);
    assertThat(
            heard.stream().filter(change -> written.contains(change.object())).map(Change::object))
        .doesNotHaveDuplicates();
  }

  @Test
  void aWatchHearsItsOrganizationOnly() {
    TestTenant other = tenants.create();
    var seen = new CopyOnWriteArrayList<ChangesApi.Change>();
    var watch = tenant.as(() -> changes.watch(tenant.organization().value(), seen::addAll));
    transaction.executeWithoutResult(
        _ -> db.in(other.organization()).sql("update app set replicas = 2").update());
    transaction.executeWithoutResult(_ -> update(2));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> seen.stream().anyMatch(change -> app().equals(change.app())));
    // Its own organization was made a moment ago: that may be among what it hears.
    assertThat(seen).noneMatch(change -> other.app().value().equals(change.app()));
    watch.close();
    seen.clear();
    transaction.executeWithoutResult(_ -> update(3));
    await().pollDelay(Duration.ofMillis(500)).atMost(Duration.ofMinutes(1)).until(seen::isEmpty);
  }

  @Test
  void whoLosesTheRightLosesTheStream() throws Exception {
    var request =
        http.request("/api/v1/organizations/%s/changes".formatted(tenant.organization().value()))
            .header("Authorization", "Bearer " + tenant.token())
            .build();
    try (var client = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var response = client.send(request, BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      var lines = new CopyOnWriteArrayList<String>();
      var ended = threads.submit(() -> response.body().forEach(lines::add));
      await().atMost(Duration.ofMinutes(1)).until(() -> !lines.isEmpty());
      transaction.executeWithoutResult(_ -> update(7));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              lines.stream()
                  .anyMatch(line -> line.startsWith("data:") && line.contains(app().toString())));
      transaction.executeWithoutResult(_ ->
          db.system()
              .sql("update api_token set revoked_at = now() where organization_id = :id")
              .param("id", tenant.organization().value())
              .update());
      ended.get(60, java.util.concurrent.TimeUnit.SECONDS);
    }
  }

  @Test
  void anothersStreamIsNotThere() {
    TestTenant other = tenants.create();
    assertThat(
            http.get(
                    "/api/v1/organizations/%s/changes".formatted(tenant.organization().value()),
                    other.token())
                .status())
        .isEqualTo(404);
  }

  private UUID event(int pauseMillis) {
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(_ -> {
      insert(id);
      sleep(pauseMillis);
    });
    return id;
  }

  private void insert(UUID event) {
    int _ =
        db.in(tenant.organization())
            .sql(
                """
                insert into event (id, organization_id, at, severity, reason, message)
                values (:id, :organization, now(), 'INFO', 'Tested', '')
                """)
            .param("id", event)
            .param("organization", tenant.organization().value())
            .update();
  }

  private void update(int replicas) {
    int _ =
        db.in(tenant.organization())
            .sql("update app set replicas = :n")
            .param("n", replicas)
            .update();
  }

  private boolean heardOf(UUID object) {
    return heard.stream().anyMatch(change -> change.object().equals(object));
  }

  private UUID app() {
    return tenant.app().value();
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
