package dev.slipway.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The traps of row-level security, each sprung on purpose, and a look at the catalogue for tables
 * left out.
 */
@ServerTest
class RowLevelSecurityTest {
  @Autowired Postgres postgres;
  @Autowired TestTenants tenants;
  TestTenant mine;
  TestTenant other;
  Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    mine = tenants.create();
    other = tenants.create();
    connection = postgres.runtime().open();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void trap1TheOwnerOfTheTablesSeesNoTenantsRows() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(number(owner, "select count(*) from app")).isZero();
    }
  }

  @Test
  void trap2WithoutAnOrganizationNothingIsSeenAndNothingFails() throws SQLException {
    execute("set role slipway_tenant");
    assertThat(number(connection, "select count(*) from app")).isZero();
  }

  @Test
  void trap3AfterATransactionTheEmptySettingSeesNothingAndDoesNotFail() throws SQLException {
    inTransaction(
        mine, () -> assertThat(number(connection, "select count(*) from app")).isEqualTo(1));
    execute("set role slipway_tenant");
    assertThat(number(connection, "select count(*) from app")).isZero();
  }

  @Test
  void trap4TheOrganizationEndsWithItsTransaction() throws SQLException {
    inTransaction(mine, () -> {});
    assertThat(text("select coalesce(current_setting('app.organization', true), '')")).isEmpty();
    assertThat(text("select current_user")).isEqualTo(Roles.RUNTIME);
  }

  @Test
  void trap5UniqueNamesOfTenantsBeginWithTheTenant() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(
              texts(
                  owner,
                  """
                  select i.indexrelid::regclass::text
                    from pg_index i
                    join pg_attribute first on first.attrelid = i.indrelid and first.attnum = i.indkey[0]
                   where i.indisunique
                     and first.attname not in ('organization_id', 'id')
                     and exists (select from pg_attribute a where a.attrelid = i.indrelid
                                                              and a.attname = 'organization_id' and a.attnum > 0)
                   order by 1
                  """))
          // Random secrets, generated names and addresses, what only the platform writes; and the
          // host of a route,
          // whose refusal says no more than that the name is taken.
          .containsExactlyInAnyOrder(
              "api_token_hash_key",
              "change_log_pkey",
              "deployment_under_way",
              "environment_network_pkey",
              "environment_network_subnet_key",
              "image_push_pkey",
              "invitation_hash_key",
              "pod_address_key",
              "pod_name_key",
              "pod_token_hash_key",
              "route_host",
              "service_address_key",
              "sso_attempt_pkey",
              "webhook_hook_key");
    }
  }

  @Test
  void trap6NoViewOrFunctionLendsItsOwnersRights() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(
              texts(
                  owner,
                  """
                  select c.relname from pg_class c
                   where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
                     and not coalesce(c.reloptions @> '{security_invoker=true}', false)
                  union all
                  select p.proname from pg_proc p
                   where p.pronamespace = 'public'::regnamespace and p.prosecdef
                  """))
          .isEmpty();
    }
  }

  @Test
  void trap7TheServicesLoginIsNotARoleThatBypasses() throws SQLException {
    assertThat(
            text(
                """
                select string_agg(rolname, ', ') from pg_roles
                 where rolname in ('slipway_runtime', 'slipway_tenant', 'slipway_system')
                   and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                """))
        .isNull();
    // Injected SQL could name another organization: this is a second net, so no statement is put
    // together from input.
    inTransaction(
        mine,
        () ->
            assertThatThrownBy(() -> execute("select * from person"))
                .hasMessageContaining("permission denied"));
  }

  @Test
  void trap8EveryTenantsTableHasAnIndexThatBeginsWithTheTenant() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(
              texts(
                  owner,
                  """
                  select c.relname
                    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                     and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
                   order by 1
                  """))
          // Read by the platform only, over all tenants.
          .containsExactlyInAnyOrder("change_log", "environment_network");
    }
  }

  @Test
  void everyTenantsTableForcesRowLevelSecurityWithAPolicyForEachRole() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(
              texts(
                  owner,
                  """
                  select c.relname
                    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                     and (not c.relrowsecurity or not c.relforcerowsecurity
                          or (select count(*) from pg_policy p
                               where p.polrelid = c.oid and p.polname in ('tenant', 'system')) <> 2)
                  """))
          .isEmpty();
    }
  }

  @Test
  void theOwnerMayWriteDownWhatGoesAlongAndNothingElse() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(
              texts(
                  owner,
                  """
                  select tablename || ' ' || cmd from pg_policies where policyname not in ('tenant', 'system')
                  """))
          .containsExactly("change_log INSERT");
    }
  }

  @Test
  void foreignKeysBetweenTenantsTablesCarryTheTenant() throws SQLException {
    try (Connection owner = postgres.owner().open()) {
      assertThat(
              texts(
                  owner,
                  """
                  select k.conname
                    from pg_constraint k
                    join pg_attribute here on here.attrelid = k.conrelid and here.attname = 'organization_id'
                    join pg_attribute there on there.attrelid = k.confrelid and there.attname = 'organization_id'
                   where k.contype = 'f' and not k.conkey @> array[here.attnum]
                  """))
          .isEmpty();
    }
  }

  @Test
  void historyIsWrittenOnce() throws SQLException {
    execute("set role slipway_system");
    for (String change :
        List.of(
            "update audit_entry set actor = ''",
            "delete from audit_entry",
            "truncate audit_entry")) {
      assertThatThrownBy(() -> execute(change)).hasMessageContaining("permission denied");
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void inTransaction(TestTenant tenant, Work work) throws SQLException {
    connection.setAutoCommit(false);
    execute("select set_config('role', 'slipway_tenant', true)");
    execute(
        "select set_config('app.organization', '%s', true)"
            .formatted(tenant.organization().value()));
    work.run();
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    return texts(connection, sql).getFirst();
  }

  private static int number(Connection connection, String sql) throws SQLException {
    return Integer.parseInt(texts(connection, sql).getFirst());
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    var texts = new java.util.ArrayList<String>();
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
