package dev.slipway.backend.projects;

import static dev.slipway.backend.security.Permission.PROJECTS_READ;
import static dev.slipway.backend.security.Permission.PROJECTS_WRITE;

import dev.slipway.api.projects.CreateEnvironment;
import dev.slipway.api.projects.CreateProject;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProjectsController implements ProjectsApi {
  private final Authorizer authorizer;
  private final ProjectService projects;

  ProjectsController(Authorizer authorizer, ProjectService projects) {
    this.authorizer = authorizer;
    this.projects = projects;
  }

  @Override
  public List<ProjectView> list(UUID organization) {
    return projects.list(authorizer.organization(new OrganizationId(organization), PROJECTS_READ));
  }

  @Override
  public ProjectView create(UUID organization, CreateProject request) {
    var scope = authorizer.organization(new OrganizationId(organization), PROJECTS_WRITE);
    return projects.create(scope, slug(request.slug()));
  }

  @Override
  public ProjectView project(UUID project) {
    return projects.project(authorizer.project(new ProjectId(project), PROJECTS_READ));
  }

  @Override
  public void delete(UUID project) {
    var scope = authorizer.project(new ProjectId(project), PROJECTS_WRITE);
    authorizer.requireFresh();
    projects.delete(scope);
  }

  @Override
  public EnvironmentView createEnvironment(UUID project, CreateEnvironment request) {
    var scope = authorizer.project(new ProjectId(project), PROJECTS_WRITE);
    return projects.createEnvironment(scope, slug(request.slug()));
  }

  /** From JSON a field that must be there may be missing all the same. */
  private static Slug slug(String text) {
    return new Slug(Objects.requireNonNullElse(text, ""));
  }
}
