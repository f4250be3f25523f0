package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ServerTest
class InboxTest {
  private static final byte[] PUSH = Payloads.bytes("github-push");

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired WebhookInbox inbox;
  @Autowired DeliveriesController deliveries;
  @Autowired WaitingDeliveries waiting;
  @Autowired DeliveryRetention retention;
  private HookRows rows;
  private TestTenant tenant;
  private NewWebhookView made;
  private Sender github;

  @BeforeEach
  void appWithAWebhook() {
    rows = beans.createBean(HookRows.class);
    tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    made = webhooks.create(tenant.appScope(), null);
    github = new Sender(made, http.address());
  }

  @Test
  void isSearchedByVerdictTextAndTime() {
    http.send(github.push("first", PUSH));
    http.send(github.request("ping", "second", Payloads.bytes("github-ping")).build());
    http.send(github.with("wrong").push("third", PUSH));

    assertThat(found("")).containsExactly("third", "second", "first");
    assertThat(found("?verdict=DEPLOYED")).containsExactly("first");
    assertThat(found("?verdict=BAD_SIGNATURE")).containsExactly("third");
    assertThat(found("?text=" + Payloads.AFTER.substring(0, 9))).containsExactly("first");
    assertThat(found("?text=WEBHOOK%20works")).containsExactly("second");
    assertThat(found("?text=%25")).isEmpty();
    assertThat(found("?from=" + Instant.now().plusSeconds(60))).isEmpty();
    assertThat(found("?to=" + Instant.now().minusSeconds(60))).isEmpty();
    assertThat(http.get(ofApp() + "?verdict=NONE", tenant.token()).status()).isEqualTo(422);
    assertThat(http.get(ofApp() + "?limit=5000", tenant.token()).status()).isEqualTo(422);
  }

  @Test
  void isReadPageByPageAlsoForTheWholeOrganization() {
    for (int i = 0; i < 5; i++) {
      http.send(github.request("ping", "d" + i, Payloads.bytes("github-ping")).build());
    }
    var all = new ArrayList<String>();
    String cursor = "";
    do {
      Answer page =
          http.get(
              "/api/v1/organizations/%s/deliveries?limit=2%s"
                  .formatted(tenant.organization().value(), cursor),
              tenant.token());
      all.addAll(names(page));
      cursor =
          page.json().path("next").isNull() ? "" : "&after=" + page.json().path("next").asString();
    } while (!cursor.isEmpty());
    assertThat(all).containsExactly("d4", "d3", "d2", "d1", "d0");
  }

  @Test
  void showsWhatCameWithoutWhatIsSecret() {
    http.send(github.push("d1", PUSH));
    Answer detail = http.get(ofApp() + "/" + id("d1"), tenant.token());
    assertThat(detail.json().path("body").asString())
        .isEqualTo(new String(PUSH, StandardCharsets.UTF_8));
    assertThat(detail.json().path("headers").path("X-GitHub-Event").asString()).isEqualTo("push");
    assertThat(detail.body()).doesNotContain(made.secret()).doesNotContain("X-Hub-Signature");
  }

  @Test
  void ofABadSignatureNothingIsShown() {
    http.send(github.with("wrong").push("d1", PUSH));
    Answer detail = http.get(ofApp() + "/" + id("d1"), tenant.token());
    assertThat(detail.json().path("body").isNull()).isTrue();
    Answer replay = http.post(ofApp() + "/" + id("d1") + "/replay", tenant.token(), "");
    assertThat(replay.problem()).isEqualTo("not-replayable");
  }

  @Test
  void aReplayDeploysWhatTheRulesOfNowLetThrough() {
    rows.source(tenant.app(), "https://github.com/another/repository");
    http.send(github.push("d1", PUSH));
    assertThat(rows.deployments(tenant.app())).isEmpty();
    rows.source(tenant.app(), Payloads.GITHUB_URL);

    Answer replay = http.post(ofApp() + "/" + id("d1") + "/replay", tenant.token(), "");

    assertThat(replay.status()).as(replay.body()).isEqualTo(200);
    assertThat(replay.json().path("verdict").asString()).isEqualTo("DEPLOYED");
    assertThat(replay.json().path("delivery").asString()).isEqualTo("d1");
    assertThat(rows.deployments(tenant.app()).getFirst().by()).endsWith("(replay)");
    assertThat(found("")).containsExactly("d1", "d1");
  }

  @Test
  void aReplayGoesBackBehindNewerPushes() {
    http.send(github.push("d1", PUSH));
    byte[] newer =
        Payloads.github(p -> p.put("before", Payloads.AFTER).put("after", "a".repeat(40)));
    http.send(github.push("d2", newer));
    http.post(ofApp() + "/" + id("d1") + "/replay", tenant.token(), "");
    assertThat(rows.deployments(tenant.app()).getLast().commit()).isEqualTo(Payloads.AFTER);
  }

  @Test
  void viewersLookAndDoNotReplay() {
    http.send(github.push("d1", PUSH));
    UUID delivery = UUID.fromString(id("d1"));
    var viewer = tenants.member(tenant, Role.VIEWER);
    assertThat(
            tenant.as(
                viewer,
                () -> deliveries.delivery(tenant.app().value(), delivery).delivery().delivery()))
        .isEqualTo("d1");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> tenant.as(viewer, () -> deliveries.replay(tenant.app().value(), delivery)))
        .hasMessageContaining("deployments:write");
  }

  @Test
  void anotherTenantsDeliveryIsUnknown() {
    http.send(github.push("d1", PUSH));
    TestTenant stranger = tenants.create();
    String mine = "/api/v1/apps/%s/webhooks/deliveries/".formatted(stranger.app().value());
    assertThat(http.get(mine + id("d1"), stranger.token()).status()).isEqualTo(404);
    assertThat(http.post(mine + id("d1") + "/replay", stranger.token(), "").status())
        .isEqualTo(404);
  }

  @Test
  void whatWasKeptForLaterIsDealtWithOnce() {
    rows.run(
        """
        insert into webhook_delivery
          (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason, received_at)
        values (:id, :organization, :webhook, :app, 'lost', 'push', 'WAITING', '', now())
        """,
        Map.of(
            "id", UUID.randomUUID(),
            "organization", tenant.organization().value(),
            "webhook", made.webhook().id(),
            "app", tenant.app().value()));
    long epoch = tenants.lead();
    waiting.reconcile(epoch);
    waiting.reconcile(epoch);
    // Nothing of it was kept: said, and not tried for ever.
    assertThat(found("?verdict=FAILED")).containsExactly("lost");
  }

  @Test
  void whatIsOldIsForgottenWithWhatWasInIt() {
    http.send(github.push("d1", PUSH));
    rows.run(
        "update webhook_delivery set received_at = now() - interval '31 days' where app_id = :app",
        Map.of("app", tenant.app().value()));
    retention.reconcile(tenants.lead());
    assertThat(found("")).isEmpty();
  }

  private String id(String delivery) {
    return StreamSupport.stream(
            http.get(ofApp(), tenant.token()).json().path("items").spliterator(), false)
        .filter(item -> item.path("delivery").asString().equals(delivery))
        .reduce((_, last) -> last)
        .orElseThrow()
        .path("id")
        .asString();
  }

  private List<String> found(String question) {
    return names(http.get(ofApp() + question, tenant.token()));
  }

  private static List<String> names(Answer page) {
    return StreamSupport.stream(page.json().path("items").spliterator(), false)
        .map(item -> item.path("delivery").asString())
        .toList();
  }

  private String ofApp() {
    return "/api/v1/apps/%s/webhooks/deliveries".formatted(tenant.app().value());
  }
}
