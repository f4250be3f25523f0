package dev.slipway.backend.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Sha256;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.PodToken;
import dev.slipway.protocol.PodTokenRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets the token of a pod over a node's stream, and what it opens over HTTP, for how long. */
@ServerTest
class PodTokensTest {
  private static final AppSpec WANTING = AppSpec.web(8080).withWorkloadToken(true);

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private TestPods pods;
  private TestTenant tenant;
  private UUID pod;
  private FakeAgent agent;

  @BeforeEach
  void join() {
    pods = new TestPods(application);
    tenant = tenants.create();
    FakeNode node = new TestAgents(application).join();
    pod = pods.pod(tenant, pods.revision(tenant, WANTING, Map.of()), node.id());
    agent = FakeAgent.connect(node);
  }

  @AfterEach
  void leave() {
    agent.close();
  }

  private static PodToken ask(FakeAgent agent, String pod, byte[] held) {
    String id = UUID.randomUUID().toString();
    agent.send(
        FromAgent.newBuilder()
            .setPodToken(
                PodTokenRequest.newBuilder()
                    .setId(id)
                    .setPodId(pod)
                    .setHeld(ByteString.copyFrom(held)))
            .build());
    while (true) {
      var message = agent.next();
      if (message.hasPodToken() && message.getPodToken().getId().equals(id)) {
        return message.getPodToken();
      }
    }
  }

  private String mint() {
    return ask(agent, pod.toString(), new byte[0]).getToken();
  }

  private static String app(TestTenant of) {
    return "/api/v1/apps/" + of.app().value();
  }

  private int reads(String token) {
    return http.get(app(tenant), token).status();
  }

  private int tokens() {
    return transaction.execute(_ ->
        db.system()
            .sql("select count(*) from pod_token where pod_id = :id")
            .param("id", pod)
            .query(Integer.class)
            .single());
  }

  /** As if this much time had gone since they were made. */
  private void age(String time) {
    pods.execute(
        "update pod_token set created_at = created_at - interval '%s', expires_at = expires_at - interval '%s' where pod_id = :id"
            .formatted(time, time),
        pod);
  }

  @Test
  void aPodReadsItsAppAndItsPods() {
    PodToken answer = ask(agent, pod.toString(), new byte[0]);
    assertThat(answer.getToken()).matches("slpi_[0-9A-Za-z]{36}");
    assertThat(answer.getLifeSeconds()).isEqualTo(3600);
    assertThat(http.get(app(tenant), answer.getToken()).json().path("slug").asString())
        .isEqualTo("web");
    var seen = http.get(app(tenant) + "/pods", answer.getToken());
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body()).contains(pod.toString());
    assertThat(http.get(app(tenant) + "/deployments", answer.getToken()).status()).isEqualTo(200);
  }

  @Test
  void aPodSeesNoOtherAppOfItsOrganizationNorOfOthers() {
    String token = mint();
    UUID beside = UUID.randomUUID();
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(
                """
                insert into app select (jsonb_populate_record(a, jsonb_build_object('id', cast(:id as text), 'slug', 'other'))).*
                  from app a where a.id = :app
                """)
            .param("id", beside)
            .param("app", tenant.app().value())
            .update());
    assertThat(http.get("/api/v1/apps/" + beside, tenant.token()).status()).isEqualTo(200);
    assertThat(http.get("/api/v1/apps/" + beside, token).status()).isEqualTo(404);
    assertThat(http.get(app(tenants.create()), token).status()).isEqualTo(404);
    assertThat(http.get("/api/v1/projects/" + tenant.project().value(), token).status())
        .isEqualTo(404);
    assertThat(
            http.get(
                    "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value()),
                    token)
                .status())
        .isEqualTo(404);
  }

  @Test
  void aPodChangesNothing() {
    String token = mint();
    assertThat(http.send("PATCH", app(tenant), token, "{\"replicas\": 2}").status()).isEqualTo(403);
    assertThat(http.post(app(tenant) + "/deployments", token, "{}").status()).isEqualTo(403);
    assertThat(http.send("DELETE", app(tenant), token, null).status()).isEqualTo(403);
    assertThat(http.send("PATCH", "/api/v1/me", token, "{\"name\": \"root\"}").status())
        .isEqualTo(403);
  }

  @Test
  void meSaysWhichPodAsks() {
    var me = http.get("/api/v1/me", mint());
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().path("name").asString()).startsWith("app web (slp-web-1-");
    assertThat(me.json().path("organizations")).isEmpty();
  }

  @Test
  void anotherNodeGetsNoTokenForIt() {
    try (var other = FakeAgent.connect(new TestAgents(application).join())) {
      PodToken answer = ask(other, pod.toString(), new byte[0]);
      assertThat(answer.getToken()).isEmpty();
      assertThat(answer.getRefusal()).contains("not placed here");
    }
    assertThat(tokens()).isZero();
  }

  @Test
  void anAppThatDoesNotWantThemGetsNone() {
    UUID plain = pods.pod(tenant, agent.id());
    assertThat(ask(agent, plain.toString(), new byte[0]).getToken()).isEmpty();
  }

  @Test
  void nonsenseIsRefusedAndTheStreamGoesOn() {
    assertThat(ask(agent, "nobody", new byte[0]).getToken()).isEmpty();
    assertThat(ask(agent, pod.toString(), new byte[100_000]).getToken()).isEmpty();
    assertThat(agent.isOpen()).isTrue();
  }

  @Test
  void onlyTheHashIsKept() {
    String token = mint();
    String row =
        transaction.execute(_ ->
            db.system()
                .sql("select k::text from pod_token k where pod_id = :id")
                .param("id", pod)
                .query(String.class)
                .single());
    assertThat(row).doesNotContain(token.substring(5)).contains(Sha256.hex(token.getBytes(UTF_8)));
  }

  @Test
  void itEndsAtOnceWithThePod() {
    String token = mint();
    assertThat(reads(token)).isEqualTo(200);
    pods.execute("delete from pod where id = :id", pod);
    assertThat(reads(token)).isEqualTo(401);
    assertThat(tokens()).isZero();
  }

  @Test
  void itEndsAtOnceWhenTheAppIsStopped() {
    String token = mint();
    pods.execute("update app set stopped = true where id = :id", tenant.app().value());
    assertThat(reads(token)).isEqualTo(401);
    assertThat(mint()).isEmpty();
  }

  @Test
  void itEndsAtOnceWhenTheAppIsDeleted() {
    String token = mint();
    pods.execute("update app set deleted_at = now() where id = :id", tenant.app().value());
    assertThat(reads(token)).isEqualTo(401);
    assertThat(mint()).isEmpty();
  }

  @Test
  void itEndsByItselfAfterAnHour() {
    String token = mint();
    age("59 minutes");
    assertThat(reads(token)).isEqualTo(200);
    age("1 minute");
    assertThat(reads(token)).isEqualTo(401);
  }

  @Test
  void theOldOneIsGoodUntilItsOwnEnd() {
    String old = mint();
    age("40 minutes");
    String next = ask(agent, pod.toString(), Sha256.of(old)).getToken();
    assertThat(reads(old)).isEqualTo(200);
    assertThat(reads(next)).isEqualTo(200);
  }

  @Test
  void oneThatDidNotArriveEndsWithTheNext() {
    String held = mint();
    String lost = ask(agent, pod.toString(), Sha256.of(held)).getToken();
    age("2 minutes");
    String next = ask(agent, pod.toString(), Sha256.of(held)).getToken();
    assertThat(reads(held)).isEqualTo(200);
    assertThat(reads(lost)).isEqualTo(401);
    assertThat(reads(next)).isEqualTo(200);
    assertThat(tokens()).isEqualTo(2);
  }

  @Test
  void theListOfTokensPeopleMadeDoesNotShowThem() {
    String path = "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value());
    String before = http.get(path, tenant.token()).json().toString();
    String _ = mint();
    assertThat(http.get(path, tenant.token()).json().size())
        .isEqualTo(new tools.jackson.databind.json.JsonMapper().readTree(before).size());
  }
}
