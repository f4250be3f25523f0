package dev.slipway.backend.images;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import org.springframework.stereotype.Component;

/** Where a project's images are in the built-in registry. */
@Component
public class ProjectPaths {
  private final ProjectPathRepository rows;

  ProjectPaths(ProjectPathRepository rows) {
    this.rows = rows;
  }

  /** Such as {@code acme/shop}. Inside the caller's transaction. */
  public String of(OrganizationId organization, ProjectId project) {
    return rows.of(organization, project);
  }
}
