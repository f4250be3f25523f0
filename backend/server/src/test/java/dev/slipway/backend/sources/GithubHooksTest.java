package dev.slipway.backend.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.sources.SourceRows.DeploymentRow;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rows of the corpus of hostile deliveries are named in the tests that answer them. */
@ServerTest
class GithubHooksTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @LocalServerPort int port;
  private SourceRows rows;
  private TestTenant tenant;
  private String hook;
  private byte[] secret;

  @BeforeEach
  void appWithAWebhook() {
    rows = beans.createBean(SourceRows.class);
    tenant = tenants.create();
    rows.source(
        tenant.app(), new AppSource(GithubPayload.URL, "main", ".", "Dockerfile", null, Map.of()));
    NewWebhookView made = webhooks.create(tenant.appScope());
    hook = made.webhook().url().replaceAll(".*/", "");
    secret = made.secret().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aPushIsAnsweredWithItsDeployment() throws Exception {
    HttpResponse<String> answer = push(GithubPayload.bytes(_ -> {}));

    DeploymentRow deployment = rows.deployments(tenant.app()).getFirst();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains(deployment.id().toString()).contains("DEPLOYED");
    assertThat(deployment.trigger()).isEqualTo("WEBHOOK");
    assertThat(deployment.by()).isEqualTo("marenholm (GitHub)");
    assertThat(deployment.commit()).isEqualTo(GithubPayload.AFTER);
    assertThat(deployment.subject()).isEqualTo("Show the next high water first");
    assertThat(deliveries())
        .singleElement()
        .extracting(DeliveryView::deployment)
        .isEqualTo(deployment.id());
  }

  @Test
  void theFormThatGithubOffersWorksToo() throws Exception {
    String payload = new String(GithubPayload.bytes(_ -> {}), StandardCharsets.UTF_8);
    byte[] form =
        ("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    var request =
        request("push", "d1", form).setHeader("Content-Type", "application/x-www-form-urlencoded");
    assertThat(send(request).body()).contains("DEPLOYED");
  }

  @Test
  void whatIsDeliveredTwiceDeploysOnce() throws Exception {
    byte[] body = GithubPayload.bytes(_ -> {});
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 16)
            .mapToObj(
                _ -> HTTP.sendAsync(request("push", "same", body).build(), BodyHandlers.ofString()))
            .toList();
    String deployment = null;
    for (var answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(202);
      String told = answer.get().body().replaceAll(".*\"deployment\":", "");
      assertThat(deployment).isIn(null, told);
      deployment = told;
    }
    assertThat(rows.deployments(tenant.app())).hasSize(1);
    assertThat(deliveries()).hasSize(1);
  }

  /** W01, W02, W05, W16: the same bytes whatever is wrong. */
  @Test
  void whateverIsWrongWithTheSignatureTheAnswerIsTheSame() throws Exception {
    byte[] body = GithubPayload.bytes(_ -> {});
    var none = request("push", "d1", body);
    none.setHeader("X-Hub-Signature-256", "none");
    var twice = request("push", "d2", body).header("X-Hub-Signature-256", sign(secret, body));
    var emptyKey =
        request("push", "d3", body).setHeader("X-Hub-Signature-256", sign(new byte[] {0}, body));
    var unknown = request("push", "d4", body).uri(uri("0".repeat(32)));

    HttpResponse<String> first = send(none);
    assertThat(first.statusCode()).isEqualTo(401);
    assertThat(first.body())
        .contains("invalid-signature")
        .contains("Check the webhook's address and secret");
    for (var other : List.of(twice, emptyKey, unknown)) {
      HttpResponse<String> answer = send(other);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body().replaceAll("\"instance\":\"[^\"]*\"", ""))
          .isEqualTo(first.body().replaceAll("\"instance\":\"[^\"]*\"", ""));
    }
    assertThat(rows.deployments(tenant.app())).isEmpty();
    assertThat(deliveries())
        .hasSize(3)
        .allMatch(delivery -> delivery.verdict().equals("BAD_SIGNATURE"));
  }

  /** W04. */
  @Test
  void theSignatureIsOfTheBytesAsTheyCame() throws Exception {
    byte[] body = GithubPayload.bytes(_ -> {});
    byte[] spaced =
        (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    var request =
        request("push", "d1", spaced).setHeader("X-Hub-Signature-256", sign(secret, body));
    assertThat(send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void afterABadSignatureTheSameDeliveryMayComeAgain() throws Exception {
    byte[] body = GithubPayload.bytes(_ -> {});
    send(request("push", "d1", body).setHeader("X-Hub-Signature-256", sign(new byte[] {1}, body)));
    assertThat(send(request("push", "d1", body)).body()).contains("DEPLOYED");
  }

  /** W08, W13. */
  @Test
  void whatDoesNotDeployIsKeptWithItsReason() throws Exception {
    assertThat(
            send(request(
                    "ping",
                    "d1",
                    "{\"zen\":\"Design for failure.\"}".getBytes(StandardCharsets.UTF_8)))
                .statusCode())
        .isEqualTo(200);
    assertThat(send(request("issues", "d2", "{}".getBytes(StandardCharsets.UTF_8))).statusCode())
        .isEqualTo(202);
    byte[] other =
        GithubPayload.bytes(p ->
            GithubPayload.repository(p)
                .removeAll()
                .put("full_name", "lighthouse-labs/tide-tables"));
    assertThat(send(request("push", "d3", other)).statusCode()).isEqualTo(202);
    assertThat(rows.deployments(tenant.app())).isEmpty();
    assertThat(deliveries())
        .extracting(DeliveryView::reason)
        .containsExactly(
            "The push is to another repository than the app's source.",
            "Only pushes deploy.",
            "The webhook works.");
  }

  /** W10. */
  @Test
  void anOversizedBodyIsRefused() throws Exception {
    var request = request("push", "d1", new byte[0]);
    HttpResponse<String> answer =
        send(request.POST(BodyPublishers.ofByteArray(new byte[26 * 1024 * 1024])));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("too-large");
  }

  @Test
  void aBodyThatIsNoPushIsRefusedWithASentence() throws Exception {
    byte[] body = "[1, 2".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = send(request("push", "d1", body));
    assertThat(answer.statusCode()).isBetween(400, 422);
    assertThat(answer.body()).contains("not a push as GitHub sends it");
  }

  /** W17. */
  @Test
  void anOlderPushThatArrivesLaterDeploysNothing() throws Exception {
    String newest = "a".repeat(40);
    byte[] second =
        GithubPayload.bytes(p -> p.put("before", GithubPayload.AFTER).put("after", newest));
    byte[] first = GithubPayload.bytes(_ -> {});
    assertThat(send(request("push", "d2", second)).body()).contains("DEPLOYED");
    assertThat(send(request("push", "d1", first)).body()).contains("SUPERSEDED");
    assertThat(rows.deployments(tenant.app()))
        .extracting(DeploymentRow::commit)
        .containsExactly(newest);

    byte[] late =
        GithubPayload.bytes(p -> {
          p.put("after", "b".repeat(40));
          GithubPayload.repository(p).put("pushed_at", 1_795_162_440);
        });
    assertThat(send(request("push", "d3", late)).body()).contains("SUPERSEDED");
    byte[] back = GithubPayload.bytes(p -> p.put("forced", true).put("before", newest));
    assertThat(send(request("push", "d4", back)).body()).contains("DEPLOYED");
  }

  @Test
  void aWebhookIsDeletedWithItsDeliveries() throws Exception {
    send(request("ping", "d1", "{}".getBytes(StandardCharsets.UTF_8)));
    var other = tenants.create();
    UUID id = webhooks.list(tenant.appScope()).getFirst().id();
    assertThatThrownBy(() -> webhooks.delete(other.appScope(), new WebhookId(id)))
        .hasMessageContaining("no such webhook");
    webhooks.delete(tenant.appScope(), new WebhookId(id));
    assertThat(send(request("ping", "d2", "{}".getBytes(StandardCharsets.UTF_8))).statusCode())
        .isEqualTo(401);
    assertThat(deliveries()).isEmpty();
  }

  private List<DeliveryView> deliveries() {
    return webhooks.deliveries(tenant.appScope(), null, 50).items();
  }

  private HttpResponse<String> push(byte[] body) throws Exception {
    return send(request("push", UUID.randomUUID().toString(), body));
  }

  private HttpRequest.Builder request(String event, String delivery, byte[] body) {
    return HttpRequest.newBuilder(uri(hook))
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", event)
        .header("X-GitHub-Delivery", delivery)
        .header("X-Hub-Signature-256", sign(secret, body))
        .POST(BodyPublishers.ofByteArray(body));
  }

  private URI uri(String name) {
    return URI.create("http://127.0.0.1:%d/hooks/github/%s".formatted(port, name));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String sign(byte[] key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
