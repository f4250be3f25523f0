package dev.slipway.backend.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** The lock and the lease of the leader, on a connection that lives as long as the leadership. */
final class LeaseRepository {
  // Any number will do, as long as nobody else uses it.
  private static final String TRY_LOCK = "select pg_try_advisory_lock(5119203847)";

  private static final String FIRST =
      "insert into leader (epoch, holder, renewed_at) values (0, '', now()) on conflict do nothing";

  /**
   * Waits for what the last leader has under way: its writes hold the row against this, not against
   * renewals.
   */
  private static final String LOCK_ROW = "select epoch from leader for update";

  private static final String TAKE_OVER =
      "update leader set epoch = epoch + 1, holder = ?, renewed_at = now() returning epoch";

  private static final String RENEW = "update leader set renewed_at = now() where epoch = ?";

  private static final String STALE =
      "select coalesce(max(renewed_at) < now() - interval '3.5 seconds', false) from leader";

  /** Whoever hangs with the lock in hand loses it with the connection. */
  private static final String CUT_OFF =
      """
      select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
         and (cast(classid as bigint) << 32) + cast(objid as bigint) = 5119203847
      """;

  /** Whoever holds the leader's row: a write of the last leader that does not end. */
  private static final String CUT_OFF_WRITERS =
      """
      select pg_terminate_backend(pid)
        from pg_locks
       where relation = 'leader'::regclass and granted and pid <> pg_backend_pid()
         and database = (select oid from pg_database where datname = current_database())
      """;

  private static final String PATIENCE = "set local lock_timeout = '200ms'";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private LeaseRepository() {}

  static boolean tryLock(Connection connection) throws SQLException {
    return truth(connection, TRY_LOCK);
  }

  static boolean stale(Connection connection) throws SQLException {
    return truth(connection, STALE);
  }

  static void cutOff(Connection connection) throws SQLException {
    asLogin(connection, CUT_OFF);
  }

  static void cutOffWriters(Connection connection) throws SQLException {
    asLogin(connection, CUT_OFF_WRITERS);
  }

  private static void asLogin(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // As the login itself, whose connection it is; the role reconcilers have may not.
      statement.execute("reset role");
      statement.execute(sql);
      statement.execute("set role slipway_system");
    }
  }

  /**
   * @return the new epoch; empty while writes of the last leader are under way
   */
  static OptionalLong takeOver(Connection connection, String holder) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement first = connection.createStatement();
        PreparedStatement takeOver = connection.prepareStatement(TAKE_OVER)) {
      first.execute(PATIENCE);
      first.execute(FIRST);
      first.execute(LOCK_ROW);
      takeOver.setString(1, holder);
      try (ResultSet rows = takeOver.executeQuery()) {
        rows.next();
        long epoch = rows.getLong(1);
        connection.commit();
        return OptionalLong.of(epoch);
      }
    } catch (SQLException e) {
      connection.rollback();
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return OptionalLong.empty();
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** False when somebody else leads. */
  static boolean renew(Connection connection, long epoch) throws SQLException {
    try (PreparedStatement renew = connection.prepareStatement(RENEW)) {
      renew.setLong(1, epoch);
      return renew.executeUpdate() == 1;
    }
  }

  private static boolean truth(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }
}
