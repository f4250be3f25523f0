package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class FairnessTest {
  private static final byte[] PUSH = Payloads.bytes("github-push");
  private static final int MANY = 40;
  private static final int UNDER_WAY = 2;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired WaitingDeliveries waiting;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private HookRows rows;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void lookAtRows() {
    rows = beans.createBean(HookRows.class);
  }

  /**
   * Its lock held, nothing of the first tenant moves: as if it sent more than can be dealt with.
   */
  @Test
  void whoSendsManyWaitsForItselfAndOthersDoNotWaitForIt() throws Exception {
    TestTenant hot = tenant();
    TestTenant other = tenant();
    NewWebhookView busy = webhooks.create(hot.appScope(), null);
    Sender many = new Sender(busy, http.address());
    Sender one = new Sender(webhooks.create(other.appScope(), null), http.address());
    var release = new CountDownLatch(1);
    CompletableFuture<Void> holder = hold(busy, release);
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, MANY).mapToObj(i -> send(many.push("d" + i, PUSH))).toList();
    try {
      awaitWaiting(hot);
      assertThat(http.send(one.push("mine", PUSH)).body()).contains("DEPLOYED");
      assertThat(rows.deployments(hot.app())).isEmpty();
    } finally {
      release.countDown();
    }
    holder.join();
    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);

    waiting.reconcile(tenants.lead());

    assertThat(rows.deliveries(hot.app(), "WAITING")).isZero();
    assertThat(rows.deployments(hot.app())).hasSize(MANY);
  }

  private TestTenant tenant() {
    TestTenant tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    return tenant;
  }

  private void awaitWaiting(TestTenant hot) {
    while (rows.deliveries(hot.app(), "WAITING") < MANY - UNDER_WAY) {
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<Void> hold(NewWebhookView hook, CountDownLatch release)
      throws InterruptedException {
    var held = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(() ->
            transaction.executeWithoutResult(_ -> {
              var _ =
                  db.system()
                      .sql("select 1 from webhook where id = :id for no key update")
                      .param("id", hook.webhook().id())
                      .query(Integer.class)
                      .single();
              held.countDown();
              await(release);
            }));
    held.await();
    return holder;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }
}
