package dev.slipway.backend.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.stereotype.Component;

/**
 * Connections outside the pool, with the rights of reconcilers: for locks and LISTEN, which live
 * with a session.
 */
@Component
public class DedicatedConnections {
  private final Postgres postgres;

  DedicatedConnections(Postgres postgres) {
    this.postgres = postgres;
  }

  /** In auto-commit mode. The caller closes it, and opens another when it breaks. */
  public Connection open() throws SQLException {
    Connection connection = postgres.runtime().open();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set role " + Roles.SYSTEM);
      statement.execute("set statement_timeout = '5s'");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
