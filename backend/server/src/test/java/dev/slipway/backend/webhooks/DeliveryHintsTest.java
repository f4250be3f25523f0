package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.ChangesApi.Change;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** Whoever looks at the inbox is told of what comes in. */
@ServerTest
class DeliveryHintsTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired ChangesApi changes;
  private TestTenant tenant;
  private Sender github;

  @BeforeEach
  void anAppWithAWebhook() {
    tenant = tenants.create();
    beans.createBean(HookRows.class).source(tenant.app(), Payloads.GITHUB_URL);
    github = new Sender(webhooks.create(tenant.appScope(), null), http.address());
  }

  @Test
  void aSkippedDeliveryIsToldOfWithItsProject() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    var watch = tenant.as(() -> changes.watch(tenant.organization().value(), heard::addAll));
    byte[] skipped =
        Payloads.github(payload -> Payloads.head(payload).put("message", "Notes [skip ci]"));
    assertThat(http.send(github.push("d1", skipped)).body()).contains("SKIPPED");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> heard.stream().anyMatch(change -> change.kind().equals("webhook_delivery")));
    watch.close();
    assertThat(heard)
        .filteredOn(change -> change.kind().equals("webhook_delivery"))
        .allSatisfy(change -> {
          assertThat(change.app()).isEqualTo(tenant.app().value());
          assertThat(change.project()).isEqualTo(tenant.project().value());
        });
  }

  /** Only so are those left out who do not see the project. */
  @Test
  void everythingOfAnAppIsToldOfWithItsProject() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    var watch = tenant.as(() -> changes.watch(tenant.organization().value(), heard::addAll));
    assertThat(http.send(github.push("d1", Payloads.bytes("github-push"))).body())
        .contains("DEPLOYED");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            heard.stream()
                .map(Change::kind)
                .toList()
                .containsAll(List.of("build", "deployment", "webhook_delivery")));
    watch.close();
    assertThat(heard)
        .filteredOn(change -> tenant.app().value().equals(change.app()))
        .allSatisfy(change -> assertThat(change.project()).isEqualTo(tenant.project().value()));
  }
}
