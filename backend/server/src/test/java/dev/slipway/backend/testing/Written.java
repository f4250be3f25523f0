package dev.slipway.backend.testing;

import dev.slipway.backend.database.Db;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands in the database, to tell whether a refused request has written anything. */
public final class Written {
  /** Written by refusals on purpose, or by time. */
  private static final Set<String> BOOKS =
      Set.of(
          "app_usage",
          "audit_entry",
          "audit_chain",
          "audit_key",
          "audit_noted",
          "audit_seal",
          "change_log",
          "flyway_schema_history",
          "idempotency_key",
          "ingress_usage",
          "leader",
          "pod_usage",
          "rate_bucket",
          "sign_in_failure");

  /** When somebody was last seen is noted whatever they are answered. */
  private static final String SEEN = "'{last_used_at,last_used_address,last_seen_at,expires_at}'";

  /** Nodes of other tests are heard of, and missed, at any time. */
  private static final String HEARD =
      "'{state,state_since,last_seen_at,cpu_millis_used,memory_bytes_used,disk_free_bytes,agent_gone,returned_at}'";

  private static final String TABLES =
      """
      select c.relname from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and has_table_privilege('slipway_system', c.oid, 'select')
       order by 1
      """;

  private final Db db;
  private final TransactionTemplate transaction;
  private final String sql;

  public Written(Db db, TransactionTemplate transaction) {
    this.db = db;
    this.transaction = transaction;
    List<String> tables =
        transaction.execute(_ -> db.system().sql(TABLES).query(String.class).list());
    this.sql =
        tables.stream()
            .filter(table -> !BOOKS.contains(table))
            .map(table ->
                switch (table) {
                  case "api_token", "sign_in" ->
                      """
                      select '%1$s', count(*)::text, sum(hashtext((to_jsonb(t) - %2$s::text[])::text))::text from %1$s t
                      """
                          .formatted(table, SEEN);
                  case "node" ->
                      """
                      select 'node', count(*)::text, sum(hashtext((to_jsonb(t) - %s::text[])::text))::text from node t
                      """
                          .formatted(HEARD);
                  default ->
                      "select '%1$s', count(*)::text, sum(hashtext(xmin::text || ctid::text))::text from %1$s t"
                          .formatted(table);
                })
            .collect(Collectors.joining("\nunion all\n"));
  }

  /** A line for each table; the same lines: nothing was written. */
  public List<String> now() {
    return transaction.execute(_ ->
        db
            .system()
            .sql(sql)
            .query((row, _) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
            .list()
            .stream()
            // PostgreSQL may count several tables at once.
            .sorted()
            .toList());
  }
}
