package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.BuildReport;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sources that have broken others, each with the answer it gets here. What only the node can find
 * it finds in its {@code GitTest} and {@code HeadsTest}; here its answer reaches the deployment.
 */
@ServerTest
class HostileSourcesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String RUNS =
      """
      update build set state = 'RUNNING', node_id = :node, started_at = now(), since = now()
       where id = :build
      """;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired DeploymentReconciler reconciler;
  @Autowired ApplicationContext application;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  /** Else the nodes of other tests get them to build. */
  @AfterEach
  void nothingIsLeftToBuild() {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(
                "update build set state = 'CANCELED', cancel_requested = false"
                    + " where app_id = :app and state in ('QUEUED', 'RUNNING')")
            .param("app", tenant.app().value())
            .update());
  }

  static Stream<Row> refused() {
    return HostileRows.area("G").filter(row -> row.status() >= 400);
  }

  static Stream<Row> taken() {
    return HostileRows.area("G").filter(row -> row.status() == 200);
  }

  static Stream<Row> foundByTheNode() {
    return HostileRows.area("G").filter(row -> row.status() == 0 && !row.problem().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedWhenItIsEntered(Row row) {
    var written = new Written(db, transaction);
    List<String> before = written.now();
    Answer changed = change(source(row));
    row.expect(changed);
    assertThat(changed.body()).doesNotContain("ghp_");
    Answer created = create(source(row));
    row.expect(created);
    assertThat(created.body()).doesNotContain("ghp_");
    assertThat(written.now()).as("nothing is written").isEqualTo(before);
  }

  /** An unusual name is kept and passed on as it is; what git says to it {@code GitTest} shows. */
  @ParameterizedTest
  @MethodSource("taken")
  void isTakenAsItIs(Row row) {
    if (row.value().contains(" ")) {
      // Git knows no such name; the row leaves it open whether it is refused.
      Answer answer = change(source(row));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.problem()).isEqualTo("validation-failed");
      return;
    }
    Answer answer = change(source(row));
    row.expect(answer);
    assertThat(answer.json().at("/source/branch").asString()).isEqualTo(row.value());
    assertThat(create(source(row)).status()).isEqualTo(201);
    Answer deployment = deploy();
    assertThat(deployment.json().at("/build/ref").asString()).isEqualTo(row.value());
  }

  @ParameterizedTest
  @MethodSource("foundByTheNode")
  void endsTheDeployment(Row row) {
    Answer changed = change(Map.of("url", "https://git.example.org/o/r.git"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    JsonNode deployment = deploy().json();
    UUID build = UUID.fromString(deployment.at("/build/id").asString());
    FakeNode node = new TestAgents(application).join();
    transaction.executeWithoutResult(_ -> {
      int runs = db.system().sql(RUNS).param("node", node.id()).param("build", build).update();
      assertThat(runs).isEqualTo(1);
    });
    // It says itself that it is at the build, or the build would go to another one.
    var hello = FakeAgent.hello().toBuilder().addBuildIds(build.toString()).build();
    try (var agent = FakeAgent.connect(node, hello)) {
      agent.send(
          FromAgent.newBuilder()
              .setBuild(
                  BuildReport.newBuilder()
                      .setId(build.toString())
                      .setFailure(
                          BuildFailure.newBuilder()
                              .setType(row.problem())
                              .setMessage("The repository is not one to build.")))
              .build());
      ToAgent said = agent.next();
      while (!said.hasBuildAck()) {
        // Orders of other builds.
        said = agent.next();
      }
    }
    String address = "/api/v1/deployments/" + deployment.path("id").asString();
    // Whatever else the reconciler finds to do comes first.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          var _ = reconciler.reconcile(tenants.lead());
          return !state(address).equals("BUILDING");
        });
    JsonNode ended = http.get(address, tenant.token()).json();
    assertThat(ended.path("state").asString()).isEqualTo("FAILED");
    assertThat(ended.path("problemType").asString()).isEqualTo(row.problem());
  }

  private String state(String address) {
    return http.get(address, tenant.token()).json().path("state").asString();
  }

  private static Map<String, String> source(Row row) {
    if (row.input().equals("gen:branch x*300")) {
      return Map.of("branch", "x".repeat(300));
    }
    String field = row.input().substring(0, row.input().indexOf(':'));
    return switch (field) {
      case "subdir" -> Map.of("folder", row.value());
      case "url", "branch", "dockerfile" -> Map.of(field, row.value());
      default -> throw new IllegalArgumentException(row.input());
    };
  }

  private Answer change(Map<String, String> source) {
    return http.send(
        "PATCH",
        "/api/v1/apps/" + tenant.app().value(),
        tenant.token(),
        JSON.writeValueAsString(Map.of("source", source)));
  }

  private Answer create(Map<String, String> source) {
    return http.post(
        "/api/v1/environments/%s/apps".formatted(tenant.environment().value()),
        tenant.token(),
        JSON.writeValueAsString(Map.of("slug", "another", "kind", "WORKER", "source", source)));
  }

  private Answer deploy() {
    Answer answer =
        http.post(
            "/api/v1/apps/%s/deployments".formatted(tenant.app().value()),
            tenant.token(),
            "{\"restart\": false}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer;
  }
}
