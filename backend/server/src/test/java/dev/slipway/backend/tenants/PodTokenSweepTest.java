package dev.slipway.backend.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.TestPods;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class PodTokenSweepTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired PodTokenSweep sweep;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;

  private void token(TestTenant tenant, UUID pod, String letter, String began) {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(
                """
                insert into pod_token (id, organization_id, pod_id, app_id, hash, created_at, expires_at)
                values (:id, :organization, :pod, :app, decode(replace(cast(:id as text), '-', ''), 'hex'),
                        now() - cast(:began as interval), now() - cast(:began as interval) + interval '1 hour')
                """)
            .param("id", UUID.nameUUIDFromBytes((pod + letter).getBytes(UTF_8)))
            .param("organization", tenant.organization().value())
            .param("pod", pod)
            .param("app", tenant.app().value())
            .param("began", began)
            .update());
  }

  @Test
  void whatHasExpiredIsTakenAwayAndNothingElse() {
    TestTenant tenant = tenants.create();
    var pods = new TestPods(application);
    UUID pod = pods.pod(tenant, pods.node("READY"));
    token(tenant, pod, "a", "61 minutes");
    token(tenant, pod, "b", "59 minutes");

    sweep.reconcile(tenants.lead());

    List<String> left =
        transaction.execute(_ ->
            db.system()
                .sql("select id::text from pod_token where pod_id = :pod")
                .param("pod", pod)
                .query(String.class)
                .list());
    assertThat(left)
        .containsExactly(UUID.nameUUIDFromBytes((pod + "b").getBytes(UTF_8)).toString());
  }
}
