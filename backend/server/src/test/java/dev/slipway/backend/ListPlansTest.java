package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.backend.testing.ServerTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.EmptySqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * A statement that runs under row-level security finds its organization's rows by an index: without
 * one it would read those of everybody, and take as long.
 */
@ServerTest
class ListPlansTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @Autowired DataSource database;

  @TestFactory
  Stream<DynamicTest> usesAnIndex() {
    return EveryStatementTest.statements()
        .filter(statement -> statement.sql().strip().matches("(?s)(?i)(select|with)\\s.*"))
        .filter(statement -> statement.sql().contains("organization_id = :organization"))
        .map(statement -> dynamicTest(statement.name(), () -> check(statement.sql())));
  }

  private void check(String sql) throws SQLException {
    assertThat(plan(sql))
        .as("add an index that begins with organization_id")
        .noneMatch(line -> line.contains("Seq Scan on"));
  }

  private List<String> plan(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      boolean _ =
          statement.execute(
              "select set_config('role', 'slipway_tenant', true), set_config('app.organization', '%s', true)"
                  .formatted(UUID.randomUUID()));
      // Tables of a test are too small for an index to be worth it.
      boolean _ = statement.execute("set local enable_seqscan = off");
      // Whatever the parameters are.
      boolean _ = statement.execute("set local plan_cache_mode = force_generic_plan");
      var lines = new ArrayList<String>();
      boolean _ = statement.execute("prepare asked as " + numbered(sql));
      try (var rows = statement.executeQuery("explain execute asked" + nothings(sql))) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      } catch (SQLException e) {
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
          // The platform's own: never runs for a tenant.
          return List.of();
        }
        throw e;
      } finally {
        connection.rollback();
        boolean _ = statement.execute("deallocate asked");
        connection.rollback();
      }
      return lines;
    }
  }

  /** With $1, $2 … as PostgreSQL itself names parameters. */
  private static String numbered(String sql) {
    String[] parts = parts(sql);
    var text = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      text.append('$').append(i).append(parts[i]);
    }
    return text.toString();
  }

  private static String nothings(String sql) {
    int parameters = parts(sql).length - 1;
    return parameters == 0 ? "" : "(null" + ", null".repeat(parameters - 1) + ")";
  }

  private static String[] parts(String sql) {
    return NamedParameterUtils.substituteNamedParameters(sql, new EmptySqlParameterSource())
        .split("\\?", -1);
  }
}
