package dev.slipway.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class DbTest {
  @Autowired Db db;
  @Autowired JdbcClient jdbc;
  @Autowired Commits commits;
  @Autowired TransactionTemplate transaction;
  @Autowired PlatformTransactionManager transactions;
  @Autowired TestTenants tenants;
  TestTenant mine;
  TestTenant other;

  @BeforeEach
  void twoTenants() {
    mine = tenants.create();
    other = tenants.create();
  }

  @Test
  void aTenantSeesOnlyItsOwnRows() {
    transaction.executeWithoutResult(_ -> {
      assertThat(apps(mine.organization())).isEqualTo(1);
      assertThat(apps(other.organization())).isEqualTo(1);
      assertThat(count(db.system())).isGreaterThan(1);
    });
  }

  @Test
  void aTenantChangesOnlyItsOwnRows() {
    int changed =
        transaction.execute(
            _ -> db.in(mine.organization()).sql("update app set replicas = 2").update());
    assertThat(changed).isEqualTo(1);
    assertThatThrownBy(() ->
            transaction.execute(_ ->
                db.in(mine.organization())
                    .sql("update app set organization_id = :other")
                    .param("other", other.organization().value())
                    .update()))
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void refusesAStatementOutsideATransaction() {
    assertThatThrownBy(() -> db.system()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> db.in(mine.organization())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStatementThatDidNotSayUnderWhoseRightsMayNothing() {
    assertThatThrownBy(() -> count(jdbc)).rootCause().hasMessageContaining("permission denied");
  }

  @Test
  void aPooledConnectionKeepsNothing() {
    // More turns than connections: each is borrowed again by somebody else.
    for (int turn = 0; turn < 50; turn++) {
      transaction.executeWithoutResult(_ -> assertThat(apps(mine.organization())).isEqualTo(1));
      assertThat(jdbc.sql("select current_user").query(String.class).single())
          .isEqualTo(Roles.RUNTIME);
      assertThat(
              jdbc.sql("select coalesce(current_setting('app.organization', true), '')")
                  .query(String.class)
                  .single())
          .isEmpty();
      transaction.executeWithoutResult(status -> {
        assertThat(apps(other.organization())).isEqualTo(1);
        status.setRollbackOnly();
      });
      assertThat(jdbc.sql("select current_user").query(String.class).single())
          .isEqualTo(Roles.RUNTIME);
    }
  }

  @Test
  void goingBackToASavepointDoesNotConfuseWhoWeAre() {
    transaction.executeWithoutResult(outer -> {
      int all = count(db.system());
      Object savepoint = outer.createSavepoint();
      assertThat(apps(mine.organization())).isEqualTo(1);
      outer.rollbackToSavepoint(savepoint);
      assertThat(apps(mine.organization())).isEqualTo(1);
      assertThat(count(db.system())).isEqualTo(all);
    });
  }

  @Test
  void anInnerTransactionOfItsOwnHasItsOwnRights() {
    var inner = new TransactionTemplate(transactions);
    inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(_ -> {
      assertThat(apps(mine.organization())).isEqualTo(1);
      inner.executeWithoutResult(_ -> assertThat(count(db.system())).isGreaterThan(1));
      assertThat(apps(mine.organization())).isEqualTo(1);
    });
  }

  @Test
  void onlyTheLeaderOfTheMomentWrites() {
    long epoch = tenants.lead();
    assertThat(asLeader(epoch)).isPositive();
    long next = tenants.lead();
    assertThatThrownBy(() -> asLeader(epoch)).isInstanceOf(Db.Deposed.class);
    assertThat(asLeader(next)).isPositive();
  }

  @Test
  void tellsOfCommitsAndOfNothingElse() {
    var heard = new AtomicInteger();
    commits.listen(heard::incrementAndGet);
    var reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);

    reading.executeWithoutResult(_ -> count(db.system()));
    transaction.executeWithoutResult(status -> {
      count(db.system());
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(_ -> count(db.unfollowed()));
    assertThat(heard).hasValue(0);

    transaction.executeWithoutResult(_ -> {
      count(db.unfollowed());
      count(db.system());
    });
    assertThat(heard).hasValue(1);
    transaction.executeWithoutResult(
        _ -> db.in(mine.organization()).sql("update app set replicas = 3").update());
    assertThat(heard).hasValue(2);
  }

  private int asLeader(long epoch) {
    return transaction.execute(_ -> count(db.leader(epoch)));
  }

  private int apps(OrganizationId organization) {
    return count(db.in(organization));
  }

  private static int count(JdbcClient client) {
    return client.sql("select count(*) from app").query(Integer.class).single();
  }
}
