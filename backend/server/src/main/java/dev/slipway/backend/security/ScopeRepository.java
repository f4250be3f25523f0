package dev.slipway.backend.security;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Looks up a thing together with the caller's right to it: one statement each, whatever the answer.
 */
@Repository
class ScopeRepository {
  private static final String ORGANIZATION =
      entering("null", "null", "null", "organization o", "o.id = :id");

  private static final String PROJECT =
      entering(
          "p.id",
          "null",
          "null",
          "project p join organization o on o.id = p.organization_id",
          "p.id = :id and p.deleted_at is null");

  private static final String ENVIRONMENT =
      entering(
          "p.id",
          "e.id",
          "null",
          """
          environment e join project p on p.id = e.project_id
                        join organization o on o.id = e.organization_id
          """,
          "e.id = :id and e.deleted_at is null and p.deleted_at is null");

  private static final String APP = enteringApp("", "a.id = :id");

  private static final String DEPLOYMENT =
      enteringApp("join deployment d on d.app_id = a.id", "d.id = :id");

  private static final String BUILD = enteringApp("join build b on b.app_id = a.id", "b.id = :id");

  private static final String APP_BY_NAMES =
      enteringApp(
          "join project p on p.id = a.project_id join environment e on e.id = a.environment_id",
          """
          o.slug = :organization and p.slug = :project and e.slug = :environment and a.slug = :app
          and e.deleted_at is null and p.deleted_at is null
          """);

  private static final String OPERATOR =
      """
      select p.operator
        from person p
       where p.id = :person
         and (cast(:sign_in as uuid) is null
              or exists (select from sign_in s
                          where s.id = :sign_in and s.expires_at > now() and s.rights_epoch = p.rights_epoch))
      """;

  private final Db db;

  ScopeRepository(Db db) {
    this.db = db;
  }

  Entry organization(Visitor visitor, UUID id) {
    return enter(ORGANIZATION, visitor, Map.of("id", id));
  }

  Entry project(Visitor visitor, UUID id) {
    return enter(PROJECT, visitor, Map.of("id", id));
  }

  Entry environment(Visitor visitor, UUID id) {
    return enter(ENVIRONMENT, visitor, Map.of("id", id));
  }

  Entry app(Visitor visitor, UUID id) {
    return enter(APP, visitor, Map.of("id", id));
  }

  Entry deployment(Visitor visitor, UUID id) {
    return enter(DEPLOYMENT, visitor, Map.of("id", id));
  }

  Entry build(Visitor visitor, UUID id) {
    return enter(BUILD, visitor, Map.of("id", id));
  }

  Entry app(Visitor visitor, String organization, String project, String environment, String app) {
    return enter(
        APP_BY_NAMES,
        visitor,
        Map.of(
            "organization",
            organization,
            "project",
            project,
            "environment",
            environment,
            "app",
            app));
  }

  /** Empty when there is no such person any more, or the sign-in has ended. */
  Optional<Boolean> operator(PersonId person, @Nullable UUID signIn) {
    return db.system()
        .sql(OPERATOR)
        .param("person", person.value())
        .param("sign_in", signIn)
        .query(Boolean.class)
        .optional();
  }

  private static String enteringApp(String joins, String condition) {
    return entering(
        "a.project_id",
        "a.environment_id",
        "a.id",
        "app a join organization o on o.id = a.organization_id " + joins,
        condition + " and a.deleted_at is null");
  }

  /**
   * Always one row: whether the sign-in still holds, and the place if the caller has a right to it.
   */
  private static String entering(
      String project, String environment, String app, String from, String condition) {
    return """
    select (cast(:sign_in as uuid) is null
            or exists (select from sign_in s join person p on p.id = s.person_id
                        where s.id = :sign_in and s.expires_at > now()
                          and s.rights_epoch = p.rights_epoch))
           and (cast(:token as uuid) is null
                or exists (select from api_token t
                            where t.id = :token and t.revoked_at is null and t.expires_at > now())) as signed_in,
           place.*
      from (select) always
      left join lateral (
           select o.id as organization_id, m.role, cast(%s as uuid) as project_id,
                  cast(%s as uuid) as environment_id, cast(%s as uuid) as app_id
             from %s
             left join membership m on m.organization_id = o.id and m.person_id = :person
            where (m.person_id is not null or cast(:app_right as uuid) = cast(%s as uuid))
              and (cast(:only_in as uuid) is null or o.id = :only_in)
              and %s) place on true
    """
        .formatted(project, environment, app, from, app, condition);
  }

  private Entry enter(String sql, Visitor visitor, Map<String, ?> what) {
    return db.system()
        .sql(sql)
        .params(what)
        .param("person", visitor.person())
        .param("only_in", visitor.onlyIn())
        .param("app_right", visitor.app())
        .param("sign_in", visitor.signIn())
        .param("token", visitor.token())
        .query((row, _) -> read(row))
        .single();
  }

  private static Entry read(ResultSet row) throws SQLException {
    UUID organization = row.getObject("organization_id", UUID.class);
    if (organization == null) {
      return new Entry(row.getBoolean("signed_in"), null);
    }
    return new Entry(
        row.getBoolean("signed_in"),
        new Place(
            new OrganizationId(organization),
            "OWNER".equals(row.getString("role")),
            row.getObject("project_id", UUID.class),
            row.getObject("environment_id", UUID.class),
            row.getObject("app_id", UUID.class)));
  }

  /**
   * Whose right is asked for.
   *
   * @param onlyIn a token's organization
   * @param app the one app this caller may enter without being a member
   */
  record Visitor(
      @Nullable UUID person,
      @Nullable UUID onlyIn,
      @Nullable UUID app,
      @Nullable UUID signIn,
      @Nullable UUID token) {}

  record Entry(boolean signedIn, @Nullable Place place) {}

  /** The outer ones of what was entered are always there. */
  record Place(
      OrganizationId organization,
      boolean owner,
      @Nullable UUID project,
      @Nullable UUID environment,
      @Nullable UUID app) {}
}
