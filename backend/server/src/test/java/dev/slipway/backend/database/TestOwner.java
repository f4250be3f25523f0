package dev.slipway.backend.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.context.ApplicationContext;

/** The owner of the tables, for tests of what even it may not do. */
public final class TestOwner {
  private TestOwner() {}

  /** The caller closes it. */
  public static Connection open(ApplicationContext application) throws SQLException {
    return application.getBean(Postgres.class).owner().open();
  }
}
