package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.config.ConfigSnapshots;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a preview is started with, wherever the app got it from. */
@ServerTest
class PreviewSecretsTest {
  private static final String CANARY = "canary-4711";

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired ConfigSnapshots snapshots;
  @Autowired TransactionTemplate transaction;
  private HookRows rows;
  private TestTenant tenant;
  private Sender github;

  @BeforeEach
  void appWithPreviews() {
    rows = beans.createBean(HookRows.class);
    tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    github =
        new Sender(
            webhooks.create(
                tenant.appScope(),
                new CreateWebhook(Provider.GITHUB, null, null, new PreviewSettings(true, 7))),
            http.address());
  }

  @Test
  void secretsOfTheOrganizationAndTheProjectDoNotReachIt() {
    set(organization(), "ORGANIZATION_TOKEN", CANARY, true);
    set(project(), "PROJECT_TOKEN", CANARY, true);
    set(project(), "REGION", "eu", false);
    JsonNode preview = opened();
    String environment =
        "/api/v1/environments/%s/config".formatted(preview.path("environment").asString());
    set(environment, "ENVIRONMENT_TOKEN", CANARY, true);
    set(app(preview.path("copy").asString()), "OWN_TOKEN", CANARY, true);
    assertThat(started(preview))
        .contains("\"REGION\":{\"plain\":\"eu\"}")
        .doesNotContain("TOKEN")
        .doesNotContain("secret");
  }

  @Test
  void whatRefersToASecretDoesNotReachItEither() {
    set(project(), "PASSWORD", CANARY, true);
    set(project(), "USER", "ada", false);
    set(project(), "LOGIN", "${{ project.USER }}:${{ project.PASSWORD }}", false);
    String app = app(tenant.app().value().toString());
    set(app, "URL", "postgres://${{ project.LOGIN }}@db", false);
    set(app, "OWNER", "${{ project.USER }}", false);
    set(app, "TITLE", "Made by ${{ app.OWNER }}", false);
    JsonNode preview = opened();
    assertThat(started(preview))
        .contains("\"OWNER\":{\"plain\":\"ada\"}")
        .contains("\"TITLE\":{\"plain\":\"Made by ada\"}")
        .doesNotContain("LOGIN")
        .doesNotContain("URL")
        .doesNotContain("secret")
        .doesNotContain(CANARY);
  }

  @Test
  void whatIsMadeWithASecretOfTheAppIsLeftOutAndHoldsNothingUp() {
    String app = app(tenant.app().value().toString());
    set(app, "PASSWORD", CANARY, true);
    set(app, "URL", "postgres://ada:${{ app.PASSWORD }}@db", false);
    set(app, "GREETING", "hello", false);
    assertThat(started(opened())).contains("GREETING").doesNotContain("URL");
  }

  @Test
  void anArgumentInWhichASecretStandsIsNotCopied() {
    set(project(), "REGISTRY_KEY", CANARY, true);
    String patch =
        """
        {"source": {"url": "%s", "branch": "main", "args":
          {"INDEX": "https://ada:%s@packages.example.org", "LEVEL": "3"}}}
        """
            .formatted(Payloads.GITHUB_URL, CANARY);
    Answer changed =
        http.send("PATCH", "/api/v1/apps/" + tenant.app().value(), tenant.token(), patch);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    String copy = "/api/v1/apps/" + opened().path("copy").asString();
    assertThat(http.get(copy, tenant.token()).json().path("source").path("args").toString())
        .isEqualTo("{\"LEVEL\":\"3\"}");
  }

  /** Config of the preview's next revision, as it is kept. */
  private String started(JsonNode preview) {
    return transaction.execute(_ ->
        snapshots
            .of(
                tenant.organization(),
                tenant.project(),
                new EnvironmentId(UUID.fromString(preview.path("environment").asString())),
                new AppId(UUID.fromString(preview.path("copy").asString())))
            .config());
  }

  private JsonNode opened() {
    Answer answer =
        http.send(
            github.request("pull_request", "d1", Payloads.bytes("github-pull-request")).build());
    assertThat(answer.body()).contains("DEPLOYED");
    return http.get(
            "/api/v1/projects/%s/previews".formatted(tenant.project().value()), tenant.token())
        .json()
        .path(0);
  }

  private void set(String place, String key, String value, boolean secret) {
    Answer answer =
        http.send(
            "PUT",
            place + "/" + key,
            tenant.token(),
            "{\"value\": \"%s\", \"secret\": %s}".formatted(value, secret));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private String organization() {
    return "/api/v1/organizations/%s/config".formatted(tenant.organization().value());
  }

  private String project() {
    return "/api/v1/projects/%s/config".formatted(tenant.project().value());
  }

  private static String app(String id) {
    return "/api/v1/apps/%s/config".formatted(id);
  }
}
