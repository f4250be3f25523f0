package dev.slipway.backend.config;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ConfigRepository {
  /** Set at the place or around it. */
  private static final String CHAIN =
      select("v.plain, v.ciphertext")
          + """
           and (v.project_id is null or v.project_id = cast(:project as uuid))
           and (v.environment_id is null or v.environment_id = cast(:environment as uuid))
           and (v.app_id is null or v.app_id = cast(:app as uuid))
          """;

  /** Set around the place, at it and inside of it; without the values. */
  private static final String AROUND =
      select("null as plain, null::bytea as ciphertext")
          + """
           and (cast(:project as uuid) is null or p.id is null or p.id = cast(:project as uuid))
           and (cast(:environment as uuid) is null or e.id is null or e.id = cast(:environment as uuid))
           and (cast(:app as uuid) is null or a.id is null or a.id = cast(:app as uuid))
          """;

  private static final String SET =
      """
      insert into config_variable (organization_id, project_id, environment_id, app_id, key, secret, plain, ciphertext,
                                   refs, updated_at, updated_by)
      values (:organization, :project, :environment, :app, :key, :secret, :plain, :ciphertext,
              cast(:refs as text[]), :now, :by)
      on conflict (organization_id, project_id, environment_id, app_id, key) do update
         set secret = excluded.secret, plain = excluded.plain, ciphertext = excluded.ciphertext, refs = excluded.refs,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by
      """;

  private static final String REMOVE =
      """
      delete from config_variable
       where organization_id = :organization and project_id is not distinct from cast(:project as uuid)
         and environment_id is not distinct from cast(:environment as uuid)
         and app_id is not distinct from cast(:app as uuid) and key in (:keys)
      """;

  private static final String REMOVE_ALL_OF_PROJECT =
      """
      delete from config_variable
       where organization_id = :organization
         and (project_id = :project
              or environment_id in (select id from environment
                                     where organization_id = :organization and project_id = :project))
      """;

  /**
   * Changes in one organization follow each other: what is checked stays true until it is written.
   */
  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended('config/' || :organization, 0))) as locked";

  private static final String VERSION =
      "select version from config_version where organization_id = :organization and place_id = :place";

  private static final String RAISE =
      """
      insert into config_version (organization_id, place_id, version, changed_at)
      values (:organization, :place, 2, :now)
      on conflict (organization_id, place_id) do update
         set version = config_version.version + 1, changed_at = excluded.changed_at
      returning version
      """;

  private final Db db;

  ConfigRepository(Db db) {
    this.db = db;
  }

  /** With whatever rights the transaction has. */
  List<Variable> chain(Path path) {
    return along(CHAIN, path).query((row, _) -> read(path.organization(), row)).list();
  }

  List<Variable> around(Path path) {
    return along(AROUND, path).query((row, _) -> read(path.organization(), row)).list();
  }

  void set(
      ConfigPlace place,
      String key,
      Kept kept,
      @Nullable List<String> refs,
      Instant now,
      String by) {
    Path own = own(place.path());
    in(SET, place, own)
        .param("key", key)
        .param("secret", kept instanceof Kept.Sealed)
        .param("plain", kept instanceof Kept.Plain(var text) ? text : null)
        .param("ciphertext", kept instanceof Kept.Sealed sealed ? sealed.ciphertext() : null)
        // References have no characters that would have to be quoted.
        .param("refs", refs == null ? null : "{" + String.join(",", refs) + "}")
        .param("now", now.atOffset(UTC))
        .param("by", by)
        .update();
  }

  void remove(ConfigPlace place, Collection<String> keys) {
    if (!keys.isEmpty()) {
      in(REMOVE, place, own(place.path())).param("keys", keys).update();
    }
  }

  void removeAll(OrganizationId organization, UUID project) {
    db.in(organization)
        .sql(REMOVE_ALL_OF_PROJECT)
        .param("organization", organization.value())
        .param("project", project)
        .update();
  }

  void lock(OrganizationId organization) {
    db.in(organization)
        .sql(LOCK)
        .param("organization", organization.value().toString())
        .query(Integer.class)
        .single();
  }

  /** 1 before the first change. */
  long version(ConfigPlace place) {
    Optional<Long> version =
        db.in(place.organization())
            .sql(VERSION)
            .param("organization", place.organization().value())
            .param("place", place.path().place())
            .query(Long.class)
            .optional();
    return version.orElse(1L);
  }

  long raise(ConfigPlace place, Instant now) {
    return db.in(place.organization())
        .sql(RAISE)
        .param("organization", place.organization().value())
        .param("place", place.path().place())
        .param("now", now.atOffset(UTC))
        .query(Long.class)
        .single();
  }

  private static String select(String values) {
    return """
    select v.key, v.secret, v.refs, v.updated_at, v.updated_by, %s,
           coalesce(v.project_id, e.project_id) as project, coalesce(v.environment_id, a.environment_id) as environment,
           v.app_id as app,
           case when a.id is not null then a.slug || ' (' || p.slug || ', ' || e.slug || ')'
                when e.id is not null then e.slug || ' (' || p.slug || ')'
                when p.id is not null then p.slug
                else 'the organization' end as label
      from config_variable v
      left join app a on a.organization_id = v.organization_id and a.id = v.app_id
      left join environment e
             on e.organization_id = v.organization_id and e.id = coalesce(v.environment_id, a.environment_id)
      left join project p
             on p.organization_id = v.organization_id and p.id = coalesce(v.project_id, e.project_id)
     where v.organization_id = :organization and a.deleted_at is null
    """
        .formatted(values);
  }

  /** A row names its own place only, not what is around it. */
  private static Path own(Path path) {
    return switch (path.level()) {
      case ORGANIZATION, PROJECT -> path;
      case ENVIRONMENT -> new Path(path.organization(), null, path.environment(), null);
      case APP -> new Path(path.organization(), null, null, path.app());
    };
  }

  private JdbcClient.StatementSpec along(String sql, Path path) {
    return bound(db.along(new OrganizationId(path.organization())).sql(sql), path);
  }

  private JdbcClient.StatementSpec in(String sql, ConfigPlace place, Path path) {
    return bound(db.in(place.organization()).sql(sql), path);
  }

  private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Path path) {
    return statement
        .param("organization", path.organization())
        .param("project", path.project())
        .param("environment", path.environment())
        .param("app", path.app());
  }

  private static Variable read(UUID organization, ResultSet row) throws SQLException {
    String plain = row.getString("plain");
    byte[] ciphertext = row.getBytes("ciphertext");
    Array refs = row.getArray("refs");
    Kept sealed = ciphertext == null ? null : new Kept.Sealed(ciphertext);
    return new Variable(
        new Path(
            organization,
            row.getObject("project", UUID.class),
            row.getObject("environment", UUID.class),
            row.getObject("app", UUID.class)),
        row.getString("label"),
        row.getString("key"),
        row.getBoolean("secret"),
        plain == null ? sealed : new Kept.Plain(plain),
        refs == null ? null : List.of((String[]) refs.getArray()),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getString("updated_by"));
  }
}
