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
      """
      select set_config('role', :role, true), set_config('app.organization', :organization, true),
             set_config('app.audited', :audited, true)
      """;

  /**
   * Whoever takes over waits for us: it locks the row FOR UPDATE. Renewing the lease does not
   * conflict.
   */
  private static final String FENCE = "select epoch from leader where epoch = :epoch for key share";

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
    return followed(new Rights(Roles.TENANT, organization.value().toString()));
  }

  /** All rows: for reconcilers, the conversation with agents and the authorizer. */
  public JdbcClient system() {
    return followed(new Rights(Roles.SYSTEM, ""));
  }

  /**
   * All rows, as {@link #system}, for what is written all the time and is in no change log, such as
   * when nodes were heard: a transaction of nothing else wakes nobody.
   */
  public JdbcClient unfollowed() {
    return become(new Rights(Roles.SYSTEM, ""));
  }

  /**
   * All rows, if this process still leads: for the leader's writes.
   *
   * @throws Deposed when another process has taken over since
   */
  public JdbcClient leader(long epoch) {
    JdbcClient system = system();
    if (Long.valueOf(epoch).equals(transaction().fenced)) {
      return system;
    }
    if (system.sql(FENCE).param("epoch", epoch).query(Long.class).optional().isEmpty()) {
      throw new Deposed();
    }
    transaction().fenced = epoch;
    return system;
  }

  /**
   * With the rights the transaction has already, for what is written along with something else;
   * with the organization's when it has none, or another's.
   *
   * @param organization null for what belongs to the platform
   */
  public JdbcClient along(@Nullable OrganizationId organization) {
    Rights rights =
        TransactionSynchronizationManager.isActualTransactionActive() ? transaction().rights : null;
    if (organization == null || (rights != null && rights.role().equals(Roles.SYSTEM))) {
      return system();
    }
    return in(organization);
  }

  /** With whatever rights the transaction has: for asking about the transaction itself. */
  public JdbcClient asIs() {
    return jdbc;
  }

  private JdbcClient followed(Rights rights) {
    JdbcClient became = become(rights);
    transaction().followed = true;
    return became;
  }

  private JdbcClient become(Rights rights) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A statement needs a transaction around it");
    }
    Transaction transaction = transaction();
    if (!rights.equals(transaction.rights)) {
      jdbc.sql(BECOME)
          .param("role", rights.role())
          .param("organization", rights.organization())
          .param("audited", Noting.setting())
          .query((row, _) -> row.getString(1))
          .single();
      transaction.rights = rights;
    }
    return jdbc;
  }

  private Transaction transaction() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Transaction known) {
      return known;
    }
    var begun = new Transaction();
    TransactionSynchronizationManager.bindResource(this, begun);
    TransactionSynchronizationManager.registerSynchronization(begun);
    return begun;
  }

  private record Rights(String role, String organization) {}

  /** Another process leads now; what this one was about to write is void. */
  public static final class Deposed extends RuntimeException {}

  /** What the current transaction has become. */
  private final class Transaction implements TransactionSynchronization {
    private @Nullable Rights rights;
    private @Nullable Long fenced;
    private boolean followed;

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(Db.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(Db.this, this);
    }

    /** Going back to a savepoint takes back what was set since, and releases locks taken since. */
    @Override
    public void savepointRollback(Object savepoint) {
      rights = null;
      fenced = null;
    }

    @Override
    public void afterCommit() {
      if (followed && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
        commits.happened();
      }
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Db.this);
    }
  }
}
