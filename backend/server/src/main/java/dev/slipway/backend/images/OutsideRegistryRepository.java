package dev.slipway.backend.images;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.registries.RegistryKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class OutsideRegistryRepository {
  private static final String INSERT =
      """
      insert into registry (id, organization_id, project_id, name, kind, host, username, secret, repository,
                            checked_at, problem_type, problem, created_by, created_at)
      values (:id, :organization, :project, :name, :kind, :host, :user, :secret, :repository,
              :now, :type, :problem, :by, :now)
      on conflict do nothing
      """;

  /** Whoever changed it meanwhile wins: what was checked is no longer what is kept. */
  private static final String UPDATE =
      """
      update registry
         set name = :name, username = :user, secret = :secret, repository = :repository, checked_at = :now,
             problem_type = :type, problem = :problem
       where organization_id = :organization and id = :id
         and not exists (select from registry other
                          where other.organization_id = :organization and other.name = :name and other.id <> :id)
      """;

  private static final String CHECKED =
      """
      update registry set checked_at = :now, problem_type = :type, problem = :problem
       where organization_id = :organization and id = :id
      """;
  private static final String FIND =
      """
      select id, organization_id, project_id, name, kind, host, username, secret, repository
        from registry
       where organization_id = :organization and id = :id
      """;

  /** The project's own comes before the organization's. */
  private static final String OPENS =
      """
      select id, organization_id, project_id, name, kind, host, username, secret, repository
        from registry
       where organization_id = :organization and host = :host and (project_id is null or project_id = :project)
       order by project_id nulls last
       limit 1
      """;

  /** Nothing for the preview of a fork: what reads these was written by anybody. */
  private static final String OF_APP =
      """
      select distinct on (r.host)
             r.id, r.organization_id, r.project_id, r.name, r.kind, r.host, r.username, r.secret, r.repository
        from registry r
        join app on app.organization_id = r.organization_id and app.id = :app
       where r.organization_id = :organization and (r.project_id is null or r.project_id = app.project_id)
         and not exists (select from preview
                          where preview.organization_id = :organization and preview.copy_id = :app and preview.fork)
       order by r.host, r.project_id nulls last
      """;

  private static final String PLACED =
      """
      select pod.organization_id, pod.project_id, revision.image_repository,
             array(select image #>> '{}'
                     from jsonb_path_query(revision.container_images, '$.image.*') image) as container_images
        from pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
       where pod.id = :pod and pod.node_id = :node
      """;
  private static final String PROJECT =
      """
      select count(*) from project
       where organization_id = :organization and id = :project and deleted_at is null
      """;
  private static final String DELETE =
      """
      delete from registry where organization_id = :organization and id = :id
      """;

  private final Db db;

  OutsideRegistryRepository(Db db) {
    this.db = db;
  }

  /** False when the name, or the host in this place, is taken. */
  boolean insert(OutsideRegistry registry, Outcome outcome, String by, Instant now) {
    return db.in(registry.organization())
            .sql(INSERT)
            .param("id", registry.id().value())
            .param("organization", registry.organization().value())
            .param("project", registry.project())
            .param("name", registry.name())
            .param("kind", registry.kind().name())
            .param("host", registry.host())
            .param("user", registry.user())
            .param("secret", registry.secret())
            .param("repository", registry.repository())
            .param("type", outcome.type())
            .param("problem", outcome.sentence())
            .param("by", by)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** False when it is gone or the name is taken. */
  boolean update(OutsideRegistry registry, Outcome outcome, Instant now) {
    return db.in(registry.organization())
            .sql(UPDATE)
            .param("id", registry.id().value())
            .param("organization", registry.organization().value())
            .param("name", registry.name())
            .param("user", registry.user())
            .param("secret", registry.secret())
            .param("repository", registry.repository())
            .param("type", outcome.type())
            .param("problem", outcome.sentence())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void checked(OrganizationId organization, RegistryId id, Outcome outcome, Instant now) {
    db.along(organization)
        .sql(CHECKED)
        .param("organization", organization.value())
        .param("id", id.value())
        .param("type", outcome.type())
        .param("problem", outcome.sentence())
        .param("now", now.atOffset(UTC))
        .update();
  }

  Optional<OutsideRegistry> find(OrganizationId organization, RegistryId id) {
    return db.in(organization)
        .sql(FIND)
        .param("organization", organization.value())
        .param("id", id.value())
        .query(OutsideRegistryRepository::read)
        .optional();
  }

  Optional<OutsideRegistry> opening(OrganizationId organization, UUID project, String host) {
    return db.along(organization)
        .sql(OPENS)
        .param("organization", organization.value())
        .param("project", project)
        .param("host", host)
        .query(OutsideRegistryRepository::read)
        .optional();
  }

  /** Of an app's project: one of each host. */
  List<OutsideRegistry> of(OrganizationId organization, AppId app) {
    return db.system()
        .sql(OF_APP)
        .param("organization", organization.value())
        .param("app", app.value())
        .query(OutsideRegistryRepository::read)
        .list();
  }

  /**
   * A pod that is on this node.
   *
   * @param repository of its image, with the host if it is not the built-in registry's
   * @param others of the other containers' images, with digests
   */
  record Placed(
      OrganizationId organization, ProjectId project, String repository, List<String> others) {}

  Optional<Placed> placed(NodeId node, UUID pod) {
    return db.system()
        .sql(PLACED)
        .param("node", node.value())
        .param("pod", pod)
        .query((row, _) ->
            new Placed(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                row.getString("image_repository"),
                List.of((String[]) row.getArray("container_images").getArray())))
        .optional();
  }

  boolean hasProject(OrganizationId organization, @Nullable UUID project) {
    return db.in(organization)
            .sql(PROJECT)
            .param("organization", organization.value())
            .param("project", project)
            .query(Integer.class)
            .single()
        == 1;
  }

  boolean delete(OrganizationId organization, RegistryId id) {
    return db.in(organization)
            .sql(DELETE)
            .param("organization", organization.value())
            .param("id", id.value())
            .update()
        == 1;
  }

  private static OutsideRegistry read(ResultSet row, int index) throws SQLException {
    return new OutsideRegistry(
        new RegistryId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        row.getObject("project_id", UUID.class),
        row.getString("name"),
        RegistryKind.valueOf(row.getString("kind")),
        row.getString("host"),
        row.getString("username"),
        row.getBytes("secret"),
        row.getString("repository"));
  }
}
