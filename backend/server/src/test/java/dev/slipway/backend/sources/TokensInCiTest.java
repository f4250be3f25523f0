package dev.slipway.backend.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.TokenRights;
import dev.slipway.backend.sources.SourceRows.DeploymentRow;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** The page on tokens, taken at its word. */
@ServerTest
class TokensInCiTest {
  private static final Path PAGE = Path.of("../../docs/tokens.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z]+:[a-z]+)` \\| (.+) \\|");
  private static final Pattern SCRIPT =
      Pattern.compile("```sh\n(#!/bin/sh\n.*?)```", Pattern.DOTALL);

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired AutowireCapableBeanFactory beans;
  @TempDir Path folder;
  private SourceRows rows;
  private TestTenant tenant;
  private String token = "";

  @BeforeEach
  void machine() {
    rows = beans.createBean(SourceRows.class);
    tenant = tenants.create();
    token = machine(Set.of("apps:read", "deployments:read", "deployments:write", "source:write"));
  }

  @Test
  void theTableOfScopesIsWhatTheApiSays() throws Exception {
    var written = new TreeMap<String, String>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> written.put(row.group(1), row.group(2)));
    var said = new TreeMap<String, String>();
    StreamSupport.stream(http.get("/api/v1/token-scopes", token).json().spliterator(), false)
        .forEach(
            scope -> said.put(scope.path("scope").asString(), scope.path("meaning").asString()));
    assertThat(written).isEqualTo(said);
  }

  @Test
  void everyTokenMatchesThePatternForScanners() throws Exception {
    String pattern =
        Files.readString(PAGE)
            .lines()
            .filter(line -> line.startsWith("\\b"))
            .findFirst()
            .orElseThrow();
    assertThat("key=" + token + ";").containsPattern(pattern);
    assertThat(tenant.token()).containsPattern(pattern);
  }

  @Test
  void aMachinePushesWithTheHeaderOfThePageAndIsNamedAsOne() throws Exception {
    var git = Git.init(folder.resolve("work"), "main");
    String commit = git.commit("One");
    CompletableFuture<Git.Result> push = CompletableFuture.supplyAsync(() -> push(git, token));
    DeploymentRow deployment = rows.awaitDeployment(tenant.app());
    assertThat(deployment.by()).isEqualTo("token ci");
    rows.fail(deployment, "It failed.");
    assertThat(push.get(60, TimeUnit.SECONDS).status()).isZero();

    Process script = script(commit, "pushed");
    assertThat(output(script)).contains("FAILED: It failed.");
    assertThat(script.waitFor()).isEqualTo(1);
  }

  @Test
  void aTokenWithoutTheScopeDoesNotPushAndLearnsWhy() throws Exception {
    var git = Git.init(folder.resolve("work"), "main");
    git.commit("One");
    Git.Result refused = push(git, machine(Set.of("apps:read", "source:read")));
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("403");
    assertThat(rows.deployments(tenant.app())).isEmpty();
  }

  @Test
  void theScriptOfThePageDeploysAndWaitsForTheEnd() throws Exception {
    Process script = script("main");
    DeploymentRow deployment = rows.awaitDeployment(tenant.app());
    assertThat(script.isAlive()).isTrue();
    rows.run(
        "update deployment set state = 'CANCELED', finished_at = now() where id = :id",
        Map.of("id", deployment.id()));
    assertThat(output(script)).contains("CANCELED");
    assertThat(script.waitFor()).isEqualTo(1);
  }

  private Git.Result push(Git git, String with) {
    String basic =
        Base64.getEncoder().encodeToString(("ci:" + with).getBytes(StandardCharsets.UTF_8));
    String place = "%s/git/%s/shop/production/web.git".formatted(http.address(), tenant.slug());
    try {
      return git.run(
          "-c", "http.extraHeader=Authorization: Basic " + basic, "push", place, "HEAD:main");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Process script(String... arguments) throws Exception {
    var found = SCRIPT.matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    Path file = Files.writeString(folder.resolve("deploy.sh"), found.group(1));
    var command = new ArrayList<>(List.of("sh", file.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "SLIPWAY_URL", http.address(),
                "SLIPWAY_TOKEN", token,
                "SLIPWAY_APP", tenant.app().value().toString()));
    return builder.start();
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String machine(Set<String> scopes) {
    return tokens
        .create(
            tenant.organization(),
            tenant.person(),
            "ci",
            new TokenRights(TokenKind.ORGANIZATION, Role.DEPLOYER, scopes, null, null),
            Duration.ofDays(1))
        .secret();
  }
}
