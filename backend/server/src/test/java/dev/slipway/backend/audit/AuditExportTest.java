package dev.slipway.backend.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.audit.AuditApi;
import dev.slipway.api.audit.AuditFormat;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Exports that take longer than one look into the books. */
@ServerTest
class AuditExportTest {
  private static final int ENTRIES = 600;

  @Autowired AuditApi audit;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void muchHasHappened() {
    tenant = tenants.create();
    change(
        """
        insert into audit_entry (id, organization_id, at, actor, action, target, address, outcome)
        select gen_random_uuid(), :organization, now(), 'Ada', 'tested', '', '', 'ok'
          from generate_series(1, %d)
        """
            .formatted(ENTRIES));
  }

  @Test
  void everyEntryIsALine() {
    var out = new ByteArrayOutputStream();
    export(out);
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(ENTRIES);
  }

  @Test
  void whoLosesTheRightGetsNoMoreOfIt() {
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            change("delete from membership where organization_id = :organization");
          }
        };
    assertThatThrownBy(() -> export(out)).isInstanceOf(Problem.class);
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThan(ENTRIES);
  }

  private void export(OutputStream out) {
    boolean _ =
        tenant.as(() -> {
          audit.export(tenant.organization().value(), AuditQuery.ALL, AuditFormat.NDJSON, out);
          return true;
        });
  }

  private void change(String sql) {
    transaction.executeWithoutResult(
        _ -> db.system().sql(sql).param("organization", tenant.organization().value()).update());
  }
}
