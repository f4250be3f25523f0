package dev.slipway.backend.quotas;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.quotas.Amounts;
import dev.slipway.api.quotas.OrganizationUsageView;
import dev.slipway.api.quotas.QuotaView;
import dev.slipway.api.quotas.SetQuota;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class QuotaRepository {
  private static final String TAKE_TURN =
      """
      insert into quota_turn (organization_id) values (:organization)
      on conflict (organization_id) do update set turns = quota_turn.turns + 1
      """;

  private static final String STANDING =
      """
      select u.apps, u.pods, u.cpu_millis, u.memory_bytes, u.storage_bytes, u.builds, u.domains, u.tokens,
             q.apps as own_apps, q.pods as own_pods, q.cpu_millis as own_cpu_millis,
             q.memory_bytes as own_memory_bytes, q.storage_bytes as own_storage_bytes, q.builds as own_builds,
             q.domains as own_domains, q.tokens as own_tokens, q.compat as own_compat
        from organization_usage u
        left join organization_quota q on q.organization_id = u.organization_id
       where u.organization_id = :organization
      """;

  /** By slug, letter by letter as the comparison has it. */
  private static final String ORGANIZATIONS =
      """
      select o.id, o.slug, o.name, o.created_at,
             (select count(*) from membership m where m.organization_id = o.id) as members,
             u.apps, u.pods, u.cpu_millis, u.memory_bytes, u.storage_bytes, u.builds, u.domains, u.tokens,
             q.apps as own_apps, q.pods as own_pods, q.cpu_millis as own_cpu_millis,
             q.memory_bytes as own_memory_bytes, q.storage_bytes as own_storage_bytes, q.builds as own_builds,
             q.domains as own_domains, q.tokens as own_tokens, q.compat as own_compat
        from (select id, slug, name, created_at from organization
               where deleted_at is null
                 and (cast(:after as text) is null or slug collate "C" > cast(:after as text))
                 and (cast(:text as text) is null or position(lower(:text) in lower(slug || ' ' || name)) > 0)
               order by slug collate "C"
               limit :limit) o
        join organization_usage u on u.organization_id = o.id
        left join organization_quota q on q.organization_id = o.id
       order by o.slug collate "C"
      """;

  /** Nothing for an organization that is not there. */
  private static final String SET =
      """
      insert into organization_quota (organization_id, apps, pods, cpu_millis, memory_bytes, storage_bytes, builds,
                                      domains, tokens, compat, updated_at)
      select id, :apps, :pods, :cpu, :memory, :storage, :builds, :domains, :tokens, :compat, :now
        from organization where id = :organization and deleted_at is null
      on conflict (organization_id) do update
         set apps = excluded.apps, pods = excluded.pods, cpu_millis = excluded.cpu_millis,
             memory_bytes = excluded.memory_bytes, storage_bytes = excluded.storage_bytes,
             builds = excluded.builds, domains = excluded.domains, tokens = excluded.tokens,
             compat = excluded.compat, updated_at = excluded.updated_at
      """;

  private final Db db;
  private final QuotaProperties defaults;

  QuotaRepository(Db db, QuotaProperties defaults) {
    this.db = db;
    this.defaults = defaults;
  }

  /** Waits for whoever has the turn, and holds it until the transaction ends. */
  void takeTurn(OrganizationId organization) {
    int _ = db.in(organization).sql(TAKE_TURN).param("organization", organization.value()).update();
  }

  Standing standing(OrganizationId organization) {
    return row(db.in(organization), organization)
        .map(row -> new Standing(limits(row.own()), row.used()))
        .orElseThrow(() -> Problem.notFound("organization"));
  }

  /** For operators, who need not belong to it. */
  Optional<Row> ofAnyOrganization(OrganizationId organization) {
    return row(db.system(), organization);
  }

  /** For operators. */
  List<OrganizationUsageView> organizations(
      @Nullable String text, @Nullable String after, int limit) {
    return db.system()
        .sql(ORGANIZATIONS)
        .param("text", text)
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> {
          SetQuota own = own(row);
          return new OrganizationUsageView(
              row.getObject("id", UUID.class),
              row.getString("slug"),
              row.getString("name"),
              row.getInt("members"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              new QuotaView(limits(own), amounts(row), own, compat(own)));
        })
        .list();
  }

  boolean set(OrganizationId organization, SetQuota quota, Instant now) {
    return db.system()
            .sql(SET)
            .param("organization", organization.value())
            .param("apps", quota.apps())
            .param("pods", quota.pods())
            .param("cpu", quota.cpuMillis())
            .param("memory", quota.memoryBytes())
            .param("storage", quota.storageBytes())
            .param("builds", quota.builds())
            .param("domains", quota.domains())
            .param("tokens", quota.tokens())
            .param("compat", quota.compat())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  Amounts limits(SetQuota own) {
    Amounts usual = defaults.defaults();
    return new Amounts(
        own.apps() == null ? usual.apps() : own.apps(),
        own.pods() == null ? usual.pods() : own.pods(),
        own.cpuMillis() == null ? usual.cpuMillis() : own.cpuMillis(),
        own.memoryBytes() == null ? usual.memoryBytes() : own.memoryBytes(),
        own.storageBytes() == null ? usual.storageBytes() : own.storageBytes(),
        own.builds() == null ? usual.builds() : own.builds(),
        own.domains() == null ? usual.domains() : own.domains(),
        own.tokens() == null ? usual.tokens() : own.tokens());
  }

  boolean compat(SetQuota own) {
    return own.compat() == null ? defaults.compat() : own.compat();
  }

  /** Whether the organization's apps may have the isolation COMPAT. */
  boolean compat(OrganizationId organization) {
    return row(db.in(organization), organization).map(row -> compat(row.own())).orElse(false);
  }

  private static Optional<Row> row(JdbcClient client, OrganizationId organization) {
    return client
        .sql(STANDING)
        .param("organization", organization.value())
        .query((row, _) -> new Row(amounts(row), own(row)))
        .optional();
  }

  static Amounts amounts(ResultSet row) throws SQLException {
    return new Amounts(
        row.getInt("apps"),
        row.getInt("pods"),
        row.getLong("cpu_millis"),
        row.getLong("memory_bytes"),
        row.getLong("storage_bytes"),
        row.getInt("builds"),
        row.getInt("domains"),
        row.getInt("tokens"));
  }

  private static SetQuota own(ResultSet row) throws SQLException {
    return new SetQuota(
        row.getObject("own_apps", Integer.class),
        row.getObject("own_pods", Integer.class),
        row.getObject("own_cpu_millis", Long.class),
        row.getObject("own_memory_bytes", Long.class),
        row.getObject("own_storage_bytes", Long.class),
        row.getObject("own_builds", Integer.class),
        row.getObject("own_domains", Integer.class),
        row.getObject("own_tokens", Integer.class),
        row.getObject("own_compat", Boolean.class));
  }

  record Row(Amounts used, SetQuota own) {}
}
