package dev.slipway.backend.audit;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.audit.AuditQuery;
import dev.slipway.backend.database.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads entries. */
@Repository
class EntryRepository {
  private static final String COLUMNS =
      """
      select e.id, e.organization_id, e.seq, e.at, e.actor_kind, e.actor, e.person_id, e.token_id, e.sign_in_id,
             e.action, e.outcome, e.target, e.target_type, e.target_id, e.target_name, e.project_id, e.app_id,
             e.changes, e.address, e.user_agent, encode(e.prev_hash, 'hex') as before, encode(e.hash, 'hex') as hash
        from audit_entry e
      """;

  private static final String ORGANIZATION = " where e.organization_id = :organization ";
  private static final String PLATFORM = " where e.organization_id is null ";

  /** Every condition is off while its parameter is null. */
  private static final String FOUND =
      """
         and (cast(:actor as text) is null or strpos(lower(e.actor), lower(:actor)) > 0
              or cast(e.person_id as text) = :actor or cast(e.token_id as text) = :actor)
         and (cast(:action as text) is null or e.action = :action or starts_with(e.action, :action || '.'))
         and (cast(:target as text) is null or strpos(lower(e.target_name), lower(:target)) > 0
              or strpos(e.target, :target) > 0 or e.target_type = :target
              or :target in (cast(e.target_id as text), cast(e.app_id as text), cast(e.project_id as text)))
         and (cast(:outcome as text) is null or e.outcome = :outcome or (:outcome = 'denied' and e.outcome <> 'ok'))
         and (cast(:since as timestamptz) is null or e.at >= :since)
         and (cast(:until as timestamptz) is null or e.at < :until)
         and (cast(:text as text) is null
              or strpos(lower(concat_ws(' ', e.actor, e.action, e.outcome, e.target, e.target_type, e.target_name,
                                        e.changes, e.address, e.user_agent)), lower(:text)) > 0)
      """;

  private static final String PAGE =
      " and (cast(:after as uuid) is null or e.id < :after) order by e.id desc limit :limit";
  private static final String ONWARDS = " and e.seq > :seq order by e.seq limit :limit";

  private static final String OF_ORGANIZATION = COLUMNS + ORGANIZATION + FOUND + PAGE;
  private static final String OF_PLATFORM = COLUMNS + PLATFORM + FOUND + PAGE;
  private static final String EXPORT_ORGANIZATION = COLUMNS + ORGANIZATION + FOUND + ONWARDS;
  private static final String CHAIN_ORGANIZATION = COLUMNS + ORGANIZATION + ONWARDS;
  private static final String CHAIN_PLATFORM = COLUMNS + PLATFORM + ONWARDS;

  private final Db db;

  EntryRepository(Db db) {
    this.db = db;
  }

  /** Newest first. */
  List<Entry> page(Chain chain, AuditQuery query, @Nullable UUID after, int limit) {
    var sql = chain.isPlatform() ? OF_PLATFORM : OF_ORGANIZATION;
    return of(chain, sql, query).param("after", after).param("limit", limit).query(ROW).list();
  }

  /** Oldest first, of one organization. */
  List<Entry> onwards(Chain chain, AuditQuery query, long seq, int limit) {
    return of(chain, EXPORT_ORGANIZATION, query)
        .param("seq", seq)
        .param("limit", limit)
        .query(ROW)
        .list();
  }

  /** Oldest first, whatever is in them. */
  List<Entry> onwards(Chain chain, long seq, int limit) {
    return (chain.isPlatform()
            ? db.system().sql(CHAIN_PLATFORM)
            : ChainRepository.rights(db, chain)
                .sql(CHAIN_ORGANIZATION)
                .param("organization", chain.id()))
        .param("seq", seq)
        .param("limit", limit)
        .query(ROW)
        .list();
  }

  private JdbcClient.StatementSpec of(Chain chain, String sql, AuditQuery query) {
    var statement =
        chain.isPlatform()
            ? db.system().sql(sql)
            : ChainRepository.rights(db, chain).sql(sql).param("organization", chain.id());
    return statement
        .param("actor", blank(query.actor()))
        .param("action", blank(query.action()))
        .param("target", blank(query.target()))
        .param("outcome", blank(query.outcome()))
        .param("since", time(query.since()))
        .param("until", time(query.until()))
        .param("text", blank(query.text()));
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(UTC);
  }

  private static final org.springframework.jdbc.core.RowMapper<Entry> ROW = (row, _) -> read(row);

  private static Entry read(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor_kind"),
        row.getString("actor"),
        row.getObject("person_id", UUID.class),
        row.getObject("token_id", UUID.class),
        row.getObject("sign_in_id", UUID.class),
        row.getString("action"),
        row.getString("outcome"),
        row.getString("target"),
        row.getString("target_type"),
        row.getObject("target_id", UUID.class),
        row.getString("target_name"),
        row.getObject("project_id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getString("changes"),
        row.getString("address"),
        row.getString("user_agent"),
        Objects.requireNonNull(row.getString("before")),
        Objects.requireNonNull(row.getString("hash")));
  }
}
