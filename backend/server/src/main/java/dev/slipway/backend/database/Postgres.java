package dev.slipway.backend.database;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL in use, with its roles in place: our own, or one somebody else runs. */
final class Postgres implements AutoCloseable {
  private final Login owner;
  private final Login runtime;
  private final @Nullable EmbeddedPostgres embedded;

  Postgres(Login owner, DatabaseProperties settings, @Nullable EmbeddedPostgres embedded)
      throws SQLException {
    this.owner = owner;
    this.embedded = embedded;
    this.runtime = Roles.ensure(owner, settings);
  }

  Login owner() {
    return owner;
  }

  /** The login of the service, which owns nothing. */
  Login runtime() {
    return runtime;
  }

  /** Whether other replicas may be using it too. */
  boolean shared() {
    return embedded == null;
  }

  @Override
  public void close() throws IOException {
    if (embedded != null) {
      embedded.close();
    }
  }
}
