package dev.slipway.backend.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The roles below the owner. {@code slipway_tenant} and {@code slipway_system} have the rights on
 * tables that the migrations grant; the login the service connects with has none of its own and
 * becomes one of the two for a transaction, so a statement that did not say under whose rights it
 * runs sees nothing.
 */
final class Roles {
  static final String TENANT = "slipway_tenant";
  static final String SYSTEM = "slipway_system";
  static final String RUNTIME = "slipway_runtime";

  private static final String EXISTS = "select 1 from pg_roles where rolname = ?";
  // Replicas start together; two of them creating a role would fail one.
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtext('slipway roles'))";

  private Roles() {}

  /** Creates what is missing and answers with the login of the service. */
  static Login ensure(Login owner, DatabaseProperties settings) throws SQLException {
    Login runtime = runtime(owner, settings);
    boolean ours = settings.runtimeUser() == null;
    try (Connection connection = owner.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ONE_AT_A_TIME);
      for (String role : List.of(TENANT, SYSTEM)) {
        if (!exists(connection, role)) {
          statement.execute("create role %s nologin".formatted(role));
        }
      }
      if (ours) {
        if (!exists(connection, RUNTIME)) {
          statement.execute("create role %s login noinherit".formatted(RUNTIME));
        }
        statement.execute("alter role %s password '%s'".formatted(RUNTIME, runtime.password()));
        statement.execute("grant %s, %s to %s".formatted(TENANT, SYSTEM, RUNTIME));
      }
      connection.commit();
    }
    return runtime;
  }

  private static Login runtime(Login owner, DatabaseProperties settings) {
    String user = settings.runtimeUser();
    String password = settings.runtimePassword();
    if (user == null) {
      return new Login(owner.url(), RUNTIME, owner.derivedPassword(RUNTIME));
    }
    return new Login(owner.url(), user, password == null ? "" : password);
  }

  static boolean exists(Connection connection, String role) throws SQLException {
    try (var query = connection.prepareStatement(EXISTS)) {
      query.setString(1, role);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }
}
