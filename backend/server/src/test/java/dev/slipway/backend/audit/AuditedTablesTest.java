package dev.slipway.backend.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.DatabaseTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No table is left out of the books by being newer than they are. */
@DatabaseTest
class AuditedTablesTest {
  /** The books themselves, and what the platform writes all the time. */
  private static final Set<String> UNTOLD =
      Set.of(
          "app_autoscaling",
          "app_scaling",
          "app_usage",
          "audit_entry",
          "audit_chain",
          "audit_seal",
          "audit_key",
          "audit_noted",
          "build",
          "build_log",
          "change_log",
          "config_version",
          "environment_network",
          "event",
          "flyway_schema_history",
          "idempotency_key",
          "ingress_session",
          "ingress_usage",
          "job",
          "job_pod_result",
          "job_run_change",
          "leader",
          "node_disk",
          "node_memory",
          "organization_keyset",
          "pod",
          "pod_identity",
          "pod_token",
          "pod_usage",
          "pod_volume",
          "quota_turn",
          "rate_bucket",
          "revision",
          "sign_in_failure",
          "usage_sample",
          "volume_usage",
          "webhook_delivery");

  @Autowired Db db;

  @Test
  void everyTableTellsWhatAnAuditedCallChanges() {
    List<String> silent =
        db.system()
            .sql(
                """
                select relname from pg_class c
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                   and not exists (select from pg_trigger t
                                    where t.tgrelid = c.oid and t.tgname = 'audit_change' and t.tgenabled = 'O')
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(silent)
        .as("attach the trigger audit_change to a new table, as V0026 does")
        .containsExactlyInAnyOrderElementsOf(UNTOLD);
  }
}
