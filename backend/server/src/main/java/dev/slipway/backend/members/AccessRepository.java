package dev.slipway.backend.members;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.ProjectScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class AccessRepository {
  private static final String EXCEPTIONS =
      """
      select r.person_id, r.environment_id, r.role from role_override r
       where r.organization_id = :organization and r.project_id = :project
         and not exists (select from environment e
                          where e.organization_id = r.organization_id and e.id = r.environment_id
                            and e.deleted_at is not null)
       order by r.environment_id nulls first
      """;

  private static final String ENVIRONMENTS =
      """
      select id, slug, protected_for from environment
       where organization_id = :organization and project_id = :project and deleted_at is null
       order by id
      """;

  private static final String SET =
      """
      insert into role_override (id, organization_id, person_id, project_id, environment_id, role, created_at)
      values (:id, :organization, :person, :project, :environment, :role, :now)
      on conflict (organization_id, person_id, project_id, environment_id) do update set role = excluded.role
      """;

  private static final String REMOVE =
      """
      delete from role_override
       where organization_id = :organization and project_id = :project and person_id = :person
         and environment_id is not distinct from cast(:environment as uuid)
      """;

  private static final String PROTECT =
      """
      update environment set protected_for = cast(:roles as text[])
       where organization_id = :organization and id = :environment
      """;

  private final Db db;

  AccessRepository(Db db) {
    this.db = db;
  }

  List<RoleException> exceptions(ProjectScope scope) {
    return db.in(scope.organization())
        .sql(EXCEPTIONS)
        .param("organization", scope.organization().value())
        .param("project", scope.project().value())
        .query((row, _) ->
            new RoleException(
                row.getObject("person_id", UUID.class),
                row.getObject("environment_id", UUID.class),
                AccessRole.valueOf(row.getString("role"))))
        .list();
  }

  List<EnvironmentAccess> environments(ProjectScope scope) {
    return db.in(scope.organization())
        .sql(ENVIRONMENTS)
        .param("organization", scope.organization().value())
        .param("project", scope.project().value())
        .query((row, _) ->
            new EnvironmentAccess(
                row.getObject("id", UUID.class), row.getString("slug"), roles(row)))
        .list();
  }

  void set(ProjectScope scope, UUID id, RoleException exception, Instant now) {
    int _ =
        db.in(scope.organization())
            .sql(SET)
            .param("id", id)
            .param("organization", scope.organization().value())
            .param("project", scope.project().value())
            .param("person", exception.person())
            .param("environment", exception.environment())
            .param("role", exception.role().name())
            .param("now", now.atOffset(UTC))
            .update();
  }

  /** False when there was none. */
  boolean remove(ProjectScope scope, PersonId person, @Nullable UUID environment) {
    return db.in(scope.organization())
            .sql(REMOVE)
            .param("organization", scope.organization().value())
            .param("project", scope.project().value())
            .param("person", person.value())
            .param("environment", environment)
            .update()
        == 1;
  }

  /**
   * @param roles null for no protection
   */
  void protect(EnvironmentScope scope, @Nullable List<Role> roles) {
    int _ =
        db.in(scope.organization())
            .sql(PROTECT)
            .param("organization", scope.organization().value())
            .param("environment", scope.environment().value())
            .param("roles", roles == null ? null : SqlArray.of(roles.stream().map(Role::name)))
            .update();
  }

  private static @Nullable List<Role> roles(ResultSet row) throws SQLException {
    Array array = row.getArray("protected_for");
    return array == null
        ? null
        : Arrays.stream((String[]) array.getArray()).map(Role::valueOf).sorted().toList();
  }

  /**
   * @param environment null: in the whole project
   */
  record RoleException(UUID person, @Nullable UUID environment, AccessRole role) {}
}
