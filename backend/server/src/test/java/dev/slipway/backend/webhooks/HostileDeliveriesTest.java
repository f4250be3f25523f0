package dev.slipway.backend.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.Statements;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** Deliveries that have broken others, each with the answer it gets here. */
@ServerTest
class HostileDeliveriesTest {
  private static final byte[] PUSH = Payloads.bytes("github-push");

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired WebhookSecrets webhookSecrets;
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

  /** The one about very many deliveries is the bench in infra/bench/webhooks. */
  static Stream<Row> rows() {
    return HostileRows.area("W").filter(row -> !row.id().equals("W14"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isAnswered(Row row) {
    Answer answer = http.send(request(row.id()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(row.status());
    if (row.status() >= 400) {
      row.expect(answer);
      assertThat(rows.deliveries(tenant.app(), "DEPLOYED")).isZero();
    }
    int before = row.id().equals("W17") ? 1 : 0;
    assertThat(rows.deployments(tenant.app())).hasSize(before);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain(made.secret());
    if (row.problem().equals("superseded")) {
      assertThat(answer.body()).contains("SUPERSEDED");
    }
    if (row.problem().equals("ignored")) {
      assertThat(answer.body()).contains("SKIPPED").contains("another repository");
    }
  }

  @Test
  void aWebhookCannotBeWithoutASecret() {
    assertThatThrownBy(() -> rows.secret(made.webhook().id(), null))
        .hasMessageContaining("null value in column \"secret\"");
  }

  @Test
  void theSameIsAskedForAnAddressNobodyHasAsForAWrongSignature() {
    Answer _ = http.send(request("W01"));
    Answer _ = http.send(request("W05"));
    try (var statements = Statements.listen()) {
      HttpRequest wrong = request("W01");
      HttpRequest unknown = request("W05");
      List<String> _ = statements.taken();
      Answer _ = http.send(wrong);
      List<String> known = asked(statements);
      Answer _ = http.send(unknown);
      assertThat(asked(statements)).isEqualTo(known);
      assertThat(known).hasSizeGreaterThan(1);
    }
  }

  /** A refusal that its owner is shown is written down, and what is written is in the books. */
  private static List<String> asked(Statements statements) {
    return statements.taken().stream().filter(statement -> statement.contains("webhook")).toList();
  }

  @ParameterizedTest
  @MethodSource("unproven")
  void nobodyLearnsWhetherAnAddressExists(String id) {
    Answer known = http.send(request("W01"));
    Answer other = http.send(request(id));
    assertThat(other.body()).isEqualTo(known.body());
    assertThat(other.response().headers().map().keySet())
        .isEqualTo(known.response().headers().map().keySet());
  }

  static Stream<String> unproven() {
    return Stream.of("W01", "W02", "W04", "W05", "W16");
  }

  private HttpRequest request(String id) {
    return switch (id) {
      case "W01" -> github.request("push", "d1", PUSH).setHeader("X-Hub-Signature-256", "").build();
      case "W02" -> {
        // As near as the database lets a secret be none. NUL: as a key the same as no byte at all.
        rows.secret(made.webhook().id(), webhookSecrets.seal(tenant.organization(), id(), ""));
        yield github
            .request("push", "d1", PUSH)
            .setHeader("X-Hub-Signature-256", "sha256=" + github.with("\0").hex(PUSH))
            .build();
      }
      case "W04" ->
          github
              .request("push", "d1", (new String(PUSH, UTF_8) + " ").getBytes(UTF_8))
              .setHeader("X-Hub-Signature-256", "sha256=" + github.hex(PUSH))
              .build();
      case "W05" -> github.to("/hooks/github/" + "0".repeat(32)).push("d1", PUSH);
      case "W07" ->
          deployHook()
              .standard("deploy", "d1", PUSH, Instant.now().minus(Duration.ofMinutes(6)))
              .build();
      case "W08" -> {
        byte[] other =
            Payloads.github(p ->
                Payloads.repository(p).removeAll().put("full_name", "lighthouse-labs/tide-tables"));
        yield github.push("d1", other);
      }
      case "W10" -> github.push("d1", new byte[26 * 1024 * 1024]);
      case "W11" -> {
        NewWebhookView bitbucket =
            webhooks.create(
                tenant.appScope(), new CreateWebhook(Provider.BITBUCKET, null, null, null));
        byte[] push = Payloads.bytes("bitbucket-data-center-push");
        yield new Sender(bitbucket, http.address()).push("d1", push);
      }
      case "W13" -> github.request("ping", "d1", Payloads.bytes("github-ping")).build();
      case "W16" ->
          github
              .request("push", "d1", PUSH)
              .header("X-Hub-Signature-256", "sha256=" + github.hex(PUSH))
              .build();
      case "W17" -> {
        byte[] newer =
            Payloads.github(p -> p.put("before", Payloads.AFTER).put("after", "a".repeat(40)));
        http.send(github.push("d0", newer));
        yield github.push("d1", PUSH);
      }
      default -> throw new IllegalArgumentException("No request for " + id);
    };
  }

  private WebhookId id() {
    return new WebhookId(made.webhook().id());
  }

  private Sender deployHook() {
    return new Sender(
        webhooks.create(tenant.appScope(), new CreateWebhook(Provider.DEPLOY, null, null, null)),
        http.address());
  }
}
