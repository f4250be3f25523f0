package dev.slipway.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What {@link RowLevelSecurityTest} tries with one table, here for every table there is: what was
 * forgotten for a new one fails.
 */
@ServerTest
class SchemaIsolationTest {
  private static final String TENANT_TABLES =
      """
      select c.relname from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (c.relname = 'organization'
              or exists (select from pg_attribute a
                          where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
       order by 1
      """;

  @Autowired DataSource database;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  TestTenant tenant;

  @BeforeEach
  void tenant() {
    tenant = tenants.create();
  }

  @Test
  void everyPolicyForTenantsAsksForTheirOrganizationAndSurvivesAnEmptySetting() {
    String wanted =
        "(%s = (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid)";
    assertThat(
            strings(
                """
                select tablename || ' ' || coalesce(qual, '-') || ' ' || coalesce(with_check, qual) from pg_policies
                 where 'slipway_tenant' = any(roles) order by 1
                """))
        .allSatisfy(policy -> {
          String column = policy.startsWith("organization ") ? "id" : "organization_id";
          assertThat(policy)
              .endsWith(" " + wanted.formatted(column) + " " + wanted.formatted(column));
        });
    assertThat(strings("select tablename from pg_policies where 'public' = any(roles)"))
        .as("a policy without a role binds the owner too")
        .isEmpty();
  }

  @Test
  void everyOtherTableIsClosedToTenants() {
    assertThat(
            strings(
                """
                select c.relname || '.' || a.attname
                  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                   -- Shows whoever asks what they see without it.
                   and not coalesce(c.reloptions @> '{security_invoker=true}', false)
                   and c.relname not in (%s)
                   and has_column_privilege('slipway_tenant', c.oid, a.attnum, 'select, insert, update')
                 order by 1
                """
                    .formatted(TENANT_TABLES.replace("order by 1", ""))))
        .as("what a tenant may know of the platform, column by column")
        .containsExactly(
            "ingress_usage.at",
            "ingress_usage.only_row",
            "node.id",
            "node.name",
            "node.state",
            "node.state_since",
            "person.id",
            "person.name");
  }

  @TestFactory
  Stream<DynamicTest> withoutAnOrganizationNothingIsSeen() {
    return strings(TENANT_TABLES).stream()
        .map(table ->
            dynamicTest(
                table,
                () -> {
                  assertThat(countAsTenant(table, null)).as("never set").isZero();
                  assertThat(countAsTenant(table, "")).as("empty").isZero();
                }));
  }

  @Test
  void noConnectionOfThePoolKeepsAnOrganization() throws SQLException {
    transaction.executeWithoutResult(_ ->
        assertThat(
                db.in(tenant.organization())
                    .sql("select count(*) from app")
                    .query(Long.class)
                    .single())
            .isOne());
    var borrowed = new ArrayList<Connection>();
    try {
      for (int i = 0; i < 5; i++) {
        Connection connection = database.getConnection();
        borrowed.add(connection);
        assertThat(
                ask(connection, "select coalesce(current_setting('app.organization', true), '')"))
            .containsExactly("");
      }
    } finally {
      for (Connection connection : borrowed) {
        connection.close();
      }
    }
  }

  @Test
  void whoServesRequestsOwnsNothingAndCannotGoRoundIt() {
    assertThat(
            strings(
                """
                select rolname from pg_roles
                 where (rolname in ('slipway_tenant', 'slipway_system') or rolname = session_user)
                   and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """))
        .isEmpty();
    assertThat(
            strings(
                """
                select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
                 where c.relnamespace = 'public'::regnamespace
                   and (r.rolname in ('slipway_tenant', 'slipway_system') or r.rolname = session_user)
                """))
        .isEmpty();
    assertThat(
            strings(
                "select 'create' where has_schema_privilege('slipway_tenant', 'public', 'create')"))
        .isEmpty();
    assertThat(
            strings(
                "select 'truncate ' || relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('slipway_tenant', oid, 'truncate')"))
        .isEmpty();
  }

  /**
   * Whoever can run SQL of their own can choose the organization: this is a net under the scopes
   * and parameters, and no substitute for them.
   */
  @Test
  void itIsASecondNetAndNoSandbox() throws SQLException {
    TestTenant other = tenants.create();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      assertThat(ask(connection, become(tenant))).isNotEmpty();
      assertThat(ask(connection, "select id from app"))
          .containsExactly(tenant.app().value().toString());
      assertThat(
              ask(
                  connection,
                  "select set_config('app.organization', '%s', true)"
                      .formatted(other.organization().value())))
          .isNotEmpty();
      assertThat(ask(connection, "select id from app"))
          .containsExactly(other.app().value().toString());
      connection.rollback();
    }
  }

  private long countAsTenant(String table, @org.jspecify.annotations.Nullable String organization)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      String _ = ask(connection, "select set_config('role', 'slipway_tenant', true)").getFirst();
      if (organization != null) {
        String _ =
            ask(connection, "select set_config('app.organization', '" + organization + "', true)")
                .getFirst();
      }
      if (ask(connection, "select has_table_privilege('slipway_tenant', '" + table + "', 'select')")
          .getFirst()
          .equals("f")) {
        return 0;
      }
      return Long.parseLong(ask(connection, "select count(*) from " + table).getFirst());
    }
  }

  private static String become(TestTenant tenant) {
    return "select set_config('role', 'slipway_tenant', true), set_config('app.organization', '%s', true)"
        .formatted(tenant.organization().value());
  }

  private List<String> strings(String sql) {
    try (Connection connection = database.getConnection()) {
      return ask(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
