package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServerTest
class NodesOverHttpTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Db db;
  @Autowired TransactionTemplate transactions;

  @Test
  void anOperatorSeesWhereNodesAreAndOthersDoNot() {
    FakeNode node = new TestAgents(application).join();
    try (var agent = FakeAgent.connect(node)) {
      assertThat(agent.welcome().getNodeName()).isNotEmpty();
      TestTenant tenant = tenants.create();
      JsonNode seen = listed(node, tenant);
      assertThat(seen.path("address").asString()).isEqualTo("127.0.0.1");
      assertThat(seen.path("state").asString()).isEqualTo("READY");
      assertThat(seen.path("cpuMillis").asInt()).isEqualTo(4000);
      assertThat(seen.path("pods").asInt()).isZero();
      makeOrdinary(tenant);
      assertThat(http.get("/api/v1/nodes", tenant.token()).status()).isEqualTo(403);
    }
  }

  @Test
  void anOperatorsTokenJoinsAMachine() {
    TestTenant tenant = tenants.create();
    TestHttp.Answer answer = http.post("/api/v1/nodes/join-tokens", tenant.token(), "{}");
    assertThat(answer.status()).isEqualTo(201);
    String token = answer.json().path("token").asString();
    assertThat(answer.json().path("command").asString()).contains(token, "slipway.example");
    assertThat(new TestAgents(application).stranger().enroll(token, "by-token").id()).isNotNull();
  }

  @Test
  void nobodyElseLetsMachinesIn() {
    TestTenant tenant = tenants.create();
    makeOrdinary(tenant);
    assertThat(http.post("/api/v1/nodes/join-tokens", tenant.token(), "{}").status())
        .isEqualTo(403);
    assertThat(http.post("/api/v1/nodes/join-tokens", null, "{}").status()).isEqualTo(401);
    assertThat(http.get("/api/v1/nodes", null).status()).isEqualTo(401);
  }

  private JsonNode listed(FakeNode node, TestTenant tenant) {
    for (JsonNode one : http.get("/api/v1/nodes", tenant.token()).json()) {
      if (one.path("id").asString().equals(node.id().toString())) {
        return one;
      }
    }
    throw new AssertionError("Not listed");
  }

  private void makeOrdinary(TestTenant tenant) {
    transactions.executeWithoutResult(_ ->
        db.system()
            .sql("update person set operator = false where id = :id")
            .param("id", tenant.person().value())
            .update());
  }
}
