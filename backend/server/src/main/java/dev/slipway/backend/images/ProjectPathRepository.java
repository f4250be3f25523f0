package dev.slipway.backend.images;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import org.springframework.stereotype.Repository;

/** Where a project's images are in the built-in registry. */
@Repository
class ProjectPathRepository {
  private static final String OF =
      """
      select organization.slug || '/' || project.slug
        from project
        join organization on organization.id = project.organization_id
       where project.organization_id = :organization and project.id = :project
      """;

  private final Db db;

  ProjectPathRepository(Db db) {
    this.db = db;
  }

  /** Such as {@code acme/shop}. */
  String of(OrganizationId organization, ProjectId project) {
    return db.in(organization)
        .sql(OF)
        .param("organization", organization.value())
        .param("project", project.value())
        .query(String.class)
        .single();
  }
}
