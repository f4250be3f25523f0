package dev.slipway.backend.database;

import dev.slipway.backend.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way to the tables. Every statement says under whose rights it runs; the role and the
 * organization are set for the current transaction only, so a pooled connection keeps nothing for
 * its next borrower. A statement outside a transaction is a bug and is refused.
 */
@Component
public class Db {
  private static final String BECOME =
      "select set_config('role', :role, true), set_config('app.organization', :organization, true)";
  private static final String FENCE = "select epoch from leader where epoch = :epoch for share";

  private final JdbcClient jdbc;
  private final Commits commits;

  Db(JdbcClient jdbc, Commits commits) {
    this.jdbc = jdbc;
    this.commits = commits;
  }

  /**
   * One organization's rows only: for requests. Row-level security holds what a forgotten condition
   * would leak.
   */
  public JdbcClient in(OrganizationId organization) {
    become("slipway_tenant", organization.value().toString());
    return jdbc;
  }

  /** All rows: for reconcilers, the conversation with agents and the authorizer. */
  public JdbcClient system() {
    become("slipway_system", "");
    return jdbc;
  }

  /**
   * All rows, if this process still leads: for the leader's writes.
   *
   * @throws Deposed when another process has taken over since
   */
  public JdbcClient leader(long epoch) {
    JdbcClient system = system();
    if (system.sql(FENCE).param("epoch", epoch).query(Long.class).optional().isEmpty()) {
      throw new Deposed();
    }
    return system;
  }

  private void become(String role, String organization) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A statement needs a transaction around it");
    }
    var identity = new Identity(role, organization);
    if (identity.equals(current())) {
      return;
    }
    jdbc.sql(BECOME)
        .param("role", role)
        .param("organization", organization)
        .query((row, _) -> row.getString(1))
        .single();
    if (current() == null) {
      TransactionSynchronizationManager.registerSynchronization(new Ending());
    } else {
      TransactionSynchronizationManager.unbindResource(this);
    }
    TransactionSynchronizationManager.bindResource(this, identity);
  }

  private @Nullable Identity current() {
    return (Identity) TransactionSynchronizationManager.getResource(this);
  }

  private record Identity(String role, String organization) {}

  /** Another process leads now; what this one was about to write is void. */
  public static final class Deposed extends RuntimeException {}

  private final class Ending implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
        commits.happened();
      }
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Db.this);
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResourceIfPossible(Db.this);
    }
  }
}
