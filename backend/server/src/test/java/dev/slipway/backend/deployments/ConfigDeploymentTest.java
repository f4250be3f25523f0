package dev.slipway.backend.deployments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.limits.LimitProperties;
import dev.slipway.backend.limits.RateLimits;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From a changed variable to a revision that has it. */
@ServerTest
class ConfigDeploymentTest {
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Vault vault;
  @Autowired RateLimits limits;
  @Autowired LimitProperties limit;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentQueries queries;
  @Autowired DeploymentReconciler reconciler;

  private TestTenant tenant;
  private FakeAgents agents;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 1);
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void aRevisionTakesAllLevelsWithReferencesFollowed() {
    set(organization(), "DB_HOST", "db.example.com", false);
    set(project(), "PASSWORD", "s3cret-1", true);
    set(environment(), "LEVEL", "debug", false);
    set(app(), "URL", "postgres://me:${{ project.PASSWORD }}@${{ organization.DB_HOST }}", false);
    set(app(), "HERE", "${{ slipway.address }} $${{ x }}", false);
    set(app(), "OWN", "s3cret-2", true);
    deployed();

    assertThat(config("LEVEL", "plain")).isEqualTo("debug");
    assertThat(config("HERE", "plain")).isEqualTo("web.production.shop.internal ${{ x }}");
    // What refers to a secret is one, and each is encrypted for the app and its name.
    assertThat(config("URL", "plain")).isNull();
    assertThat(secret("URL")).isEqualTo("postgres://me:s3cret-1@db.example.com");
    assertThat(secret("PASSWORD")).isEqualTo("s3cret-1");
    assertThat(secret("OWN")).isEqualTo("s3cret-2");
  }

  @Test
  void deployingTheConfigCountsLikeEveryDeploymentAskedForByHand() {
    for (int i = 0; i < limit.deploymentsPerHour(); i++) {
      var _ = limits.take(limit.deployments(), tenant.app().value().toString());
    }
    Answer answer = http.post(path() + "/deployments", tenant.token(), "{\"config\": true}");
    assertThat(answer.problem()).as(answer.body()).isEqualTo("rate-limited");
  }

  @Test
  void aChangeMakesANewRevisionOfTheRunningImageWithoutABuild() {
    set(app(), "GREETING", "hello", false);
    deployed();
    assertThat(status(app()).path("outdated").asBoolean()).isFalse();
    set(app(), "GREETING", "good evening", false);
    assertThat(status(app()).path("outdated").asBoolean()).isTrue();
    assertThat(config("GREETING", "plain")).isEqualTo("hello");

    Answer deployed = http.post(path() + "/deployments", tenant.token(), "{\"config\": true}");
    assertThat(deployed.status()).as(deployed.body()).isEqualTo(202);
    DeploymentView view = view(deployed);
    assertThat(view.trigger()).isEqualTo(Trigger.CONFIG);
    assertThat(view.state()).isEqualTo(State.PENDING);
    assertThat(view.revision()).isEqualTo(2);
    assertThat(config("GREETING", "plain")).isEqualTo("good evening");
    assertThat(list("select count(distinct image_digest)::text from revision"))
        .containsExactly("1");
    assertThat(list("select id::text from build")).hasSize(1);
    assertThat(status(app()).path("outdated").asBoolean()).isFalse();
  }

  @Test
  void aSharedValueNamesTheAppsItConcernsAndDeploysThem() {
    set(project(), "REGION", "eu", false);
    deployed();
    set(project(), "REGION", "us", false);
    Answer apps = http.get(project() + "-status", tenant.token());
    assertThat(apps.json()).hasSize(1);
    assertThat(apps.json().path(0).path("slug").asString()).isEqualTo("web");
    assertThat(apps.json().path(0).path("outdated").asBoolean()).isTrue();

    Answer deployed =
        http.post(
            project().replace("/config", "/config-deployments"), tenant.token(), "{\"apps\": []}");
    assertThat(deployed.status()).as(deployed.body()).isEqualTo(202);
    assertThat(deployed.json()).hasSize(1);
    assertThat(config("REGION", "plain")).isEqualTo("us");
  }

  @Test
  void aValueThatANearerOneHidesConcernsNobody() {
    set(app(), "REGION", "eu", false);
    deployed();
    set(project(), "REGION", "us", false);
    assertThat(status(app()).path("outdated").asBoolean()).isFalse();
    assertThat(http.send("DELETE", app() + "/REGION", tenant.token(), null).status())
        .isEqualTo(204);
    assertThat(status(app()).path("outdated").asBoolean()).isTrue();
  }

  @Test
  void beforeTheFirstDeploymentThereIsNothingToDeployAgain() {
    Answer refused = http.post(path() + "/deployments", tenant.token(), "{\"config\": true}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("nothing-running");
  }

  @Test
  void aBuildUnderWayTakesTheConfigByItself() {
    deployed();
    Started building = push();
    Answer answer = http.post(path() + "/deployments", tenant.token(), "{\"config\": true}");
    assertThat(view(answer).id()).isEqualTo(building.deployment().value());
  }

  @Test
  void configThatDoesNotComeTogetherEndsTheDeploymentWithASentence() {
    update(
        """
        insert into config_variable (organization_id, app_id, key, secret, plain, refs, updated_at)
        select organization_id, id, 'BROKEN', false, '${{ project.GONE }}', array['project.GONE'], now() from app
        """);
    Started started = push();
    agents.built(tenant.app(), Image.HEALTHY);
    var _ = reconciler.reconcile(epoch);
    DeploymentView view = queries.deployment(tenant.appScope(), started.deployment());
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(view.problemType()).isEqualTo("config-invalid");
    assertThat(view.problem()).contains("BROKEN refers to ${{ project.GONE }}");
  }

  /** As if the rollout were complete. */
  private void deployed() {
    Started started = push();
    agents.built(tenant.app(), Image.HEALTHY);
    var _ = reconciler.reconcile(epoch);
    update("delete from pod");
    update(
        "update deployment set state = 'COMPLETE', finished_at = now() where finished_at is null");
    update("update app set current_deployment_id = '%s'".formatted(started.deployment().value()));
  }

  private Started push() {
    return deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
  }

  private DeploymentView view(Answer answer) {
    var id = new DeploymentId(UUID.fromString(answer.json().path("id").asString()));
    return queries.deployment(tenant.appScope(), id);
  }

  /** Of the newest revision. */
  private String config(String key, String kind) {
    return list("select config -> '%s' ->> '%s' from revision order by number desc limit 1"
            .formatted(key, kind))
        .getFirst();
  }

  private String secret(String key) {
    String context = "app/%s/%s".formatted(tenant.app().value(), key);
    byte[] sealed = Base64.getDecoder().decode(config(key, "secret"));
    return new String(
        transaction.<byte[]>execute(_ -> vault.decrypt(tenant.organization(), context, sealed)),
        UTF_8);
  }

  private JsonNode status(String place) {
    return http.get(place + "-status", tenant.token()).json();
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

  private String path() {
    return "/api/v1/apps/" + tenant.app().value();
  }

  private String app() {
    return path() + "/config";
  }

  private String environment() {
    return "/api/v1/environments/%s/config".formatted(tenant.environment().value());
  }

  private String project() {
    return "/api/v1/projects/%s/config".formatted(tenant.project().value());
  }

  private String organization() {
    return "/api/v1/organizations/%s/config".formatted(tenant.organization().value());
  }

  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }
}
