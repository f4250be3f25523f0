package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ServerTest
class ManyDeliveriesTest {
  private static final int IDS = 200;
  private static final int TIMES = 40;

  /** As many as the machine has sockets for; the server takes them as they come. */
  private static final int AT_ONCE = 400;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired WaitingDeliveries waiting;

  @Test
  void eightThousandDeliveriesOfTwoHundredIdsMakeTwoHundredDeployments() throws Exception {
    HookRows rows = beans.createBean(HookRows.class);
    TestTenant tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    Sender github = new Sender(webhooks.create(tenant.appScope(), null), http.address());
    byte[] push = Payloads.bytes("github-push");
    var turns = new Semaphore(AT_ONCE);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    List<Integer> ids =
        new ArrayList<>(IntStream.range(0, IDS * TIMES).map(i -> i % IDS).boxed().toList());
    Collections.shuffle(ids);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int id : ids) {
        turns.acquire();
        answers.add(
            client
                .sendAsync(github.push("delivery-" + id, push), BodyHandlers.ofString())
                .whenComplete((_, _) -> turns.release()));
      }
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(202);
      }
    }
    waiting.reconcile(tenants.lead());

    assertThat(rows.deployments(tenant.app())).hasSize(IDS);
    assertThat(rows.deliveries(tenant.app(), "DEPLOYED")).isEqualTo(IDS);
    assertThat(rows.deliveries(tenant.app(), "WAITING")).isZero();
  }
}
