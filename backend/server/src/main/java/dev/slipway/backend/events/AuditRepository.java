package dev.slipway.backend.events;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Writes the books; a trigger puts each entry into its chain. */
@Repository
class AuditRepository {
  private static final UUID PLATFORM = new UUID(0, 0);

  private static final String INSERT =
      """
      insert into audit_entry (id, organization_id, at, actor_kind, actor, person_id, token_id, sign_in_id, action,
                               target, target_type, target_id, target_name, project_id, app_id, changes, address,
                               user_agent, outcome)
      values (:id, :organization, :at, :actor_kind, :actor, :person, :token, :sign_in, :action,
              :target, :target_type, :target_id, :target_name, :project, :app, :changes, :address,
              :user_agent, :outcome)
      """;

  private static final String NOTE =
      """
      insert into audit_noted as n (organization_id, key, until) values (:organization, :key, :until)
      on conflict (organization_id, key) do update set until = excluded.until where n.until <= :now
      """;

  private static final String MADE =
      """
      select coalesce(current_setting('app.audit_changes', true), '') as rows,
             pg_current_xact_id_if_assigned() is not null as anything
      """;

  private static final String FORGET = "select set_config('app.audit_changes', '', true)";

  private final Db db;

  AuditRepository(Db db) {
    this.db = db;
  }

  void insert(Entry entry) {
    Actor actor = entry.actor();
    Target target = entry.target();
    int _ =
        db.along(entry.organization())
            .sql(INSERT)
            .param("id", entry.id())
            .param(
                "organization", entry.organization() == null ? null : entry.organization().value())
            .param("at", entry.at().atOffset(UTC))
            .param("actor_kind", actor.kind())
            .param("actor", actor.name())
            .param("person", actor.person())
            .param("token", actor.token())
            .param("sign_in", actor.signIn())
            .param("action", entry.action())
            .param("target", target.text())
            .param("target_type", target.type())
            .param("target_id", target.id())
            .param("target_name", target.name())
            .param("project", target.project())
            .param("app", target.app())
            .param("changes", entry.changes())
            .param("address", actor.address())
            .param("user_agent", actor.userAgent())
            .param("outcome", entry.outcome())
            .update();
  }

  /** True unless it has been noted and the time is not over. */
  boolean note(@Nullable OrganizationId organization, String key, Instant now, Instant until) {
    return db.along(organization)
            .sql(NOTE)
            .param("organization", organization == null ? PLATFORM : organization.value())
            .param("key", key.length() > 500 ? key.substring(0, 500) : key)
            .param("now", now.atOffset(UTC))
            .param("until", until.atOffset(UTC))
            .update()
        == 1;
  }

  /** What the current transaction has changed. */
  Made made() {
    return db.asIs()
        .sql(MADE)
        .query((row, _) ->
            new Made(
                Objects.requireNonNullElse(row.getString("rows"), ""), row.getBoolean("anything")))
        .single();
  }

  void forgetMade() {
    String _ = db.asIs().sql(FORGET).query((row, _) -> row.getString(1)).single();
  }

  /**
   * @param rows one line of JSON for each changed row
   * @param anything whether it has written anywhere
   */
  record Made(String rows, boolean anything) {}

  /**
   * @param changes JSON; null where nothing is told
   */
  record Entry(
      UUID id,
      @Nullable OrganizationId organization,
      Instant at,
      Actor actor,
      String action,
      Target target,
      String outcome,
      @Nullable String changes) {}
}
