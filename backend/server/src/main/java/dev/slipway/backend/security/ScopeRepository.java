package dev.slipway.backend.security;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Looks up a thing together with the caller's right to it: one statement each, whatever the answer.
 */
@Repository
class ScopeRepository {
  private static final String NONE = "null";

  private static final String ROLE = CappedRole.SQL;

  /** Owners and admins keep their role everywhere. */
  private static final String ROLE_INSIDE =
      """
      case when t.role is not null then %s
           when m.role in ('OWNER', 'ADMIN') then m.role
           else coalesce((select r.role from role_override r
                           where r.organization_id = o.id and r.person_id = m.person_id
                             and r.project_id = {project}
                             and (r.environment_id is null or r.environment_id = {environment})
                           order by r.role <> 'NONE', r.environment_id nulls last
                           limit 1), m.role) end
      """
          .formatted(CappedRole.SQL);

  private static final String HIDDEN =
      """
      case when t.role is null and m.role not in ('OWNER', 'ADMIN')
           then array(select r.project_id from role_override r
                       where r.organization_id = o.id and r.person_id = m.person_id
                         and r.role = 'NONE') end
      """;

  private static final String ORGANIZATION =
      entering(NONE, NONE, NONE, "organization o", "o.id = :id");

  private static final String PROJECT = enteringProject("p.id = :id");

  private static final String PROJECT_BY_NAMES =
      enteringProject("o.slug = :organization and p.slug = :project");

  private static final String ENVIRONMENT =
      entering(
          "p.id",
          "e.id",
          NONE,
          """
          environment e join project p on p.id = e.project_id
                        join organization o on o.id = e.organization_id
          """,
          "e.id = :id and e.deleted_at is null and p.deleted_at is null");

  private static final String VOLUME =
      entering(
          "v.project_id",
          "v.environment_id",
          NONE,
          """
          volume v join environment e on e.id = v.environment_id join project p on p.id = v.project_id
                   join organization o on o.id = v.organization_id
          """,
          "v.id = :id and e.deleted_at is null and p.deleted_at is null");

  private static final String APP = enteringApp("", "a.id = :id");

  private static final String DEPLOYMENT =
      enteringApp("join deployment d on d.app_id = a.id", "d.id = :id");

  private static final String BUILD = enteringApp("join build b on b.app_id = a.id", "b.id = :id");

  private static final String RUN = enteringApp("join job_run r on r.app_id = a.id", "r.id = :id");

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
             and not exists (select from sign_in s where s.id = :sign_in and s.only_in is not null)
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

  Entry project(Visitor visitor, String organization, String project) {
    return enter(
        PROJECT_BY_NAMES, visitor, Map.of("organization", organization, "project", project));
  }

  Entry environment(Visitor visitor, UUID id) {
    return enter(ENVIRONMENT, visitor, Map.of("id", id));
  }

  Entry volume(Visitor visitor, UUID id) {
    return enter(VOLUME, visitor, Map.of("id", id));
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

  Entry run(Visitor visitor, UUID id) {
    return enter(RUN, visitor, Map.of("id", id));
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

  private static String enteringProject(String condition) {
    return entering(
        "p.id",
        NONE,
        NONE,
        "project p join organization o on o.id = p.organization_id",
        condition + " and p.deleted_at is null");
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
   * Always one row: whether the sign-in or token still holds, and the place if the caller has a
   * right to it. A person's role is the nearest that was given; a machine's is its token's, up to
   * its maker's.
   */
  private static String entering(
      String project, String environment, String app, String from, String condition) {
    return """
    select (cast(:sign_in as uuid) is null
            or exists (select from sign_in s join person p on p.id = s.person_id
                        where s.id = :sign_in and s.expires_at > now()
                          and s.rights_epoch = p.rights_epoch))
           and (cast(:token as uuid) is null or t.id is not null)
           and (cast(:pod_token as uuid) is null
                or exists (select from pod_token k where k.id = :pod_token and {pod_token_holds})) as signed_in,
           t.scopes, t.project_id as only_project, place.*
      from (select) always
      left join api_token t on t.id = :token and t.revoked_at is null and t.expires_at > now()
      left join lateral (
           select o.id as organization_id, {project} as project_id, {environment} as environment_id,
                  {app} as app_id, {role} as role, {hidden} as hidden_projects,
                  (select protected_for from environment
                    where organization_id = o.id and id = {environment}) as protected_for
             from {from}
             left join membership m on m.organization_id = o.id and m.person_id = :person
            where (m.person_id is not null or cast(:app_right as uuid) = {app})
              and coalesce(cast(:only_in as uuid) = o.id, true)
              and not exists (select from sign_in s where s.id = :sign_in and s.only_in <> o.id)
              and coalesce(t.project_id = {project}, true)
              and (t.app_id is null or t.app_id = {app})
              and {role} is distinct from 'NONE'
              and o.deleted_at is null and {condition}) place on true
    """
        .replace("{pod_token_holds}", PodTokenRepository.HOLDS)
        .replace("{role}", environment.equals(NONE) && project.equals(NONE) ? ROLE : ROLE_INSIDE)
        .replace("{hidden}", project.equals(NONE) ? HIDDEN : "cast(null as uuid[])")
        .replace("{project}", "cast(%s as uuid)".formatted(project))
        .replace("{environment}", "cast(%s as uuid)".formatted(environment))
        .replace("{app}", "cast(%s as uuid)".formatted(app))
        .replace("{from}", from)
        .replace("{condition}", condition);
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
        .param("pod_token", visitor.podToken())
        .query((row, _) -> read(row))
        .single();
  }

  private static Entry read(ResultSet row) throws SQLException {
    UUID organization = row.getObject("organization_id", UUID.class);
    if (organization == null) {
      return new Entry(row.getBoolean("signed_in"), null);
    }
    UUID only = row.getObject("only_project", UUID.class);
    UUID project = row.getObject("project_id", UUID.class);
    String role = row.getString("role");
    return new Entry(
        row.getBoolean("signed_in"),
        new Place(
            new OrganizationId(organization),
            role == null ? null : Role.valueOf(role),
            words(row, "scopes"),
            only != null && project == null,
            roles(words(row, "protected_for")),
            new ProjectFilter(only, projects(row)),
            project,
            row.getObject("environment_id", UUID.class),
            row.getObject("app_id", UUID.class)));
  }

  private static @Nullable Set<String> words(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? null : Set.of((String[]) array.getArray());
  }

  private static @Nullable Set<Role> roles(@Nullable Set<String> words) {
    return words == null
        ? null
        : words.stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<UUID> projects(ResultSet row) throws SQLException {
    Array array = row.getArray("hidden_projects");
    return array == null ? Set.of() : Set.of((UUID[]) array.getArray());
  }

  /**
   * Whose right is asked for.
   *
   * @param onlyIn a token's organization
   * @param app the one app this caller may enter without being a member
   * @param token of a person or a machine
   */
  record Visitor(
      @Nullable UUID person,
      @Nullable UUID onlyIn,
      @Nullable UUID app,
      @Nullable UUID signIn,
      @Nullable UUID token,
      @Nullable UUID podToken) {}

  record Entry(boolean signedIn, @Nullable Place place) {}

  /**
   * The outer ones of what was entered are always there.
   *
   * @param role null for a caller who is no member, and may enter one app
   * @param scopes of the token; null for all
   * @param around whether the token is for one project and this is the organization around it
   * @param protectedFor null where the environment is not protected
   */
  record Place(
      OrganizationId organization,
      @Nullable Role role,
      @Nullable Set<String> scopes,
      boolean around,
      @Nullable Set<Role> protectedFor,
      ProjectFilter visible,
      @Nullable UUID project,
      @Nullable UUID environment,
      @Nullable UUID app) {}
}
