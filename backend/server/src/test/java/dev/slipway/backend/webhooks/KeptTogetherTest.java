package dev.slipway.backend.webhooks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.forges.Headers;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ServerTest
class KeptTogetherTest {
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired WebhookInbox inbox;
  @Autowired WaitingDeliveries waiting;
  private TestTenant tenant;
  private Webhook webhook;
  private HookRows rows;

  @BeforeEach
  void listen() {
    rows = beans.createBean(HookRows.class);
    tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    NewWebhookView made = webhooks.create(tenant.appScope(), null);
    String path = URI.create(made.webhook().url()).getPath();
    String hook = path.substring(path.lastIndexOf('/') + 1);
    webhook = requireNonNull(webhooks.at("github", hook).webhook());
  }

  @Test
  void allOfABatchAreDealtWithLater() {
    assertThat(inbox.keepForLater(deliveries("a", "b", "c")))
        .extracting("verdict")
        .containsOnly(Verdict.WAITING);

    waiting.reconcile(tenants.lead());

    assertThat(rows.deployments(tenant.app())).hasSize(3);
  }

  @Test
  void whatCameBeforeAndWhatCameTwiceInABatchIsKeptOnce() {
    Delivery first = inbox.keepForLater(deliveries("a")).getFirst();

    List<Delivery> kept = inbox.keepForLater(deliveries("b", "a", "b"));

    assertThat(kept).extracting("delivery").containsExactly("b", "a", "b");
    assertThat(kept.get(1)).isEqualTo(first);
    assertThat(kept.get(2)).isEqualTo(kept.get(0));
    assertThat(rows.deliveries(tenant.app(), "WAITING")).isEqualTo(2);
  }

  @Test
  void whatCameAgainLeavesARowThatSaysSo() {
    var _ = inbox.keepForLater(deliveries("a"));

    var _ = inbox.keepForLater(deliveries("b", "a", "b"));

    assertThat(rows.deliveries(tenant.app(), "DUPLICATE")).isEqualTo(2);
  }

  @Test
  void whatFailedBeforeIsTriedAgainInItsRow() {
    Delivery failed = inbox.keepFailed(deliveries("a").getFirst(), "No.");

    Delivery kept = inbox.keepForLater(deliveries("a")).getFirst();

    assertThat(kept.verdict()).isEqualTo(Verdict.WAITING);
    assertThat(kept.id()).isEqualTo(failed.id());
    assertThat(rows.deliveries(tenant.app(), "%")).isEqualTo(1);
  }

  private List<Arrived> deliveries(String... ids) {
    return Stream.of(ids)
        .map(this::received)
        .map(each -> new Arrived(each, each.packed()))
        .toList();
  }

  private Received received(String id) {
    Forge forge = Forge.of(Provider.GITHUB);
    var headers =
        new Headers()
            .with("Content-Type", "application/json")
            .with("X-GitHub-Event", "push")
            .with("X-GitHub-Delivery", id);
    var delivered = new Delivered(headers, Payloads.bytes("github-push"));
    return new Received(webhook, forge, forge.envelope(delivered), delivered);
  }
}
