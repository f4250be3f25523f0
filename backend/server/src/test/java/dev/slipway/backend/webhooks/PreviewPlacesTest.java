package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.previews.PreviewService;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.JsonNode;

/** In which environments pull requests run, and how many. */
@ServerTest
class PreviewPlacesTest {
  private static final int MOST = 20;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired AppsApi apps;
  @Autowired PreviewService previewService;
  @Autowired Authorizer authorizer;
  private TestTenant tenant;
  private Sender github;

  @BeforeEach
  void appWithPreviews() {
    tenant = tenants.create();
    beans.createBean(HookRows.class).source(tenant.app(), Payloads.GITHUB_URL);
    github = sender(tenant.app(), Provider.GITHUB);
  }

  @Test
  void thePullRequestOfAnotherRepositoryWithTheSameNumberRunsElsewhere() {
    Sender gitea = sender(app("api", Payloads.GITEA_URL), Provider.GITEA);
    send(github, "d1", Payloads.bytes("github-pull-request"));
    send(gitea, "d2", Payloads.bytes("gitea-pull-request"));
    assertThat(environments()).containsExactly("api in pr-17-tide-tables", "web in pr-17");
  }

  @Test
  void aThirdOfTheSameNameGetsANameOfItsOwn() {
    Sender gitea = sender(app("api", Payloads.GITEA_URL), Provider.GITEA);
    Sender bitbucket = sender(app("docs", Payloads.BITBUCKET_URL), Provider.BITBUCKET);
    send(github, "d1", Payloads.bytes("github-pull-request"));
    send(gitea, "d2", Payloads.bytes("gitea-pull-request"));
    http.send(
        bitbucket
            .request("pullrequest:updated", "d3", Payloads.bytes("bitbucket-pull-request"))
            .build());
    assertThat(environments())
        .hasSize(3)
        .anySatisfy(one -> assertThat(one).matches("docs in pr-17-[0-9a-f]{8}"));
  }

  @Test
  void appsOfOneRepositoryRunTogether() {
    Sender other = sender(app("api", Payloads.GITHUB_URL.replace(".git", "")), Provider.GITHUB);
    send(github, "d1", Payloads.bytes("github-pull-request"));
    send(other, "d2", Payloads.bytes("github-pull-request"));
    assertThat(environments()).containsExactly("api in pr-17", "web in pr-17");
  }

  @Test
  void ofManyAtOnceOnlySoManyAreLetIn() throws Exception {
    AppScope scope = tenant.appScope();
    var refused = new CopyOnWriteArrayList<Problem>();
    for (int i = 1; i <= MOST - 2; i++) {
      var _ = previewService.run(scope, pullRequest(i), 7, "Ada", null);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = MOST - 1; i <= MOST + 4; i++) {
        PullRequest pull = pullRequest(i);
        sent.add(
            threads.submit(() -> {
              try {
                var _ = previewService.run(scope, pull, 7, "Ada", null);
              } catch (Problem problem) {
                refused.add(problem);
              }
            }));
      }
      for (Future<?> one : sent) {
        var _ = one.get();
      }
    }
    assertThat(environments()).hasSize(MOST);
    assertThat(refused)
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem.type()).isEqualTo("too-many-previews"));
  }

  @Test
  void theConfigOfAPreviewSaysWhatItDoesNotGet() {
    set("projects/" + tenant.project().value(), "TOKEN", true);
    set("projects/" + tenant.project().value(), "REGION", false);
    send(github, "d1", Payloads.bytes("github-pull-request"));
    JsonNode preview = previews().path(0);
    for (String place :
        List.of(
            "apps/" + preview.path("copy").asString(),
            "environments/" + preview.path("environment").asString())) {
      assertThat(note(place, "TOKEN")).contains("previews get no secrets");
      assertThat(note(place, "REGION")).isEmpty();
    }
    assertThat(note("apps/" + tenant.app().value(), "TOKEN")).isEmpty();
  }

  private String note(String place, String key) {
    JsonNode variables =
        http.get("/api/v1/%s/config".formatted(place), tenant.token()).json().path("variables");
    return variables
        .valueStream()
        .filter(variable -> variable.path("key").asString().equals(key))
        .map(variable -> variable.path("note").asString(""))
        .findFirst()
        .orElseThrow();
  }

  private void set(String place, String key, boolean secret) {
    var answer =
        http.send(
            "PUT",
            "/api/v1/%s/config/%s".formatted(place, key),
            tenant.token(),
            "{\"value\": \"something\", \"secret\": %s}".formatted(secret));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static PullRequest pullRequest(int number) {
    return new PullRequest(
        new Message.Repository("1", "tide-tables", List.of(Payloads.GITHUB_URL), null),
        PullRequest.Action.CHANGED,
        number,
        "change-" + number,
        Payloads.AFTER,
        false,
        null,
        "Change " + number,
        "ada");
  }

  private AppId app(String slug, String url) {
    var source = new AppSource(url, "main", ".", "Dockerfile", null, Map.of());
    AppView made =
        tenant.as(() ->
            apps.create(
                tenant.environment().value(),
                new CreateApp(slug, AppView.Kind.WEB, source, AppSpec.web(8080), 1)));
    return new AppId(made.id());
  }

  private Sender sender(AppId app, Provider provider) {
    return new Sender(
        webhooks.create(
            tenant.as(() -> authorizer.app(app, Permission.APPS_READ)),
            new CreateWebhook(provider, null, null, new PreviewSettings(true, 7))),
        http.address());
  }

  private String send(Sender sender, String delivery, byte[] body) {
    return http.send(sender.request("pull_request", delivery, body).build()).body();
  }

  private List<String> environments() {
    return previews()
        .valueStream()
        .map(preview ->
            preview.path("appSlug").asString()
                + " in "
                + preview.path("environmentSlug").asString())
        .sorted()
        .toList();
  }

  private JsonNode previews() {
    return http.get(
            "/api/v1/projects/%s/previews".formatted(tenant.project().value()), tenant.token())
        .json();
  }
}
