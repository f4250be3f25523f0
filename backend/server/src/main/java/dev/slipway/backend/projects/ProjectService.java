package dev.slipway.backend.projects;

import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.backend.config.ConfigRemoval;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Projects with their environments; a new one comes with production. */
@Service
public class ProjectService {
  private static final Slug FIRST = new Slug("production");

  private final ProjectRepository projects;
  private final ConfigRemoval config;
  private final EventLog events;
  private final InstantSource clock;

  ProjectService(
      ProjectRepository projects, ConfigRemoval config, EventLog events, InstantSource clock) {
    this.projects = projects;
    this.config = config;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<ProjectView> list(OrganizationScope scope) {
    return projects.list(scope);
  }

  @Transactional(readOnly = true)
  public ProjectView project(ProjectScope scope) {
    return projects
        .find(scope.organization(), scope.project())
        .orElseThrow(() -> Problem.notFound("project"));
  }

  @Transactional
  public ProjectView create(OrganizationScope scope, Slug slug) {
    Instant now = clock.instant();
    var project = new ProjectId(Uuids.next(now));
    if (!projects.insert(scope, project, slug, now)) {
      throw Problem.conflict(
          "name-taken", "There is a project named %s. Choose another name.".formatted(slug));
    }
    projects.insertEnvironment(
        scope.organization(), project, new EnvironmentId(Uuids.next(now)), FIRST, now);
    happened(scope.organization(), project, "ProjectCreated", scope.caller(), slug);
    return projects.find(scope.organization(), project).orElseThrow();
  }

  @Transactional
  public EnvironmentView createEnvironment(ProjectScope scope, Slug slug) {
    Instant now = clock.instant();
    var environment = new EnvironmentId(Uuids.next(now));
    if (!projects.insertEnvironment(
        scope.organization(), scope.project(), environment, slug, now)) {
      throw Problem.conflict(
          "name-taken",
          "The project has an environment named %s. Choose another name.".formatted(slug));
    }
    happened(scope.organization(), scope.project(), "EnvironmentCreated", scope.caller(), slug);
    return new EnvironmentView(environment.value(), slug.value(), 0);
  }

  /**
   * The environment for a pull request to an app; one for all apps of the project.
   *
   * @throws Problem name-taken when a person made an environment of that name
   */
  @Transactional
  public EnvironmentId preview(AppScope app, Slug slug) {
    Instant now = clock.instant();
    var made = new EnvironmentId(Uuids.next(now));
    if (projects.insertPreview(app.organization(), app.project(), made, slug, now)) {
      happened(app.organization(), app.project(), "EnvironmentCreated", app.caller(), slug);
      return made;
    }
    return projects
        .preview(app.organization(), app.project(), slug)
        .orElseThrow(() ->
            Problem.conflict(
                "name-taken",
                "The project has an environment named %s which is no preview. Rename or delete it."
                    .formatted(slug)));
  }

  @Transactional
  public void delete(ProjectScope scope) {
    if (!projects.delete(scope, clock.instant())) {
      throw Problem.conflict(
          "project-not-empty", "The project has apps or volumes. Delete them first.");
    }
    config.deleted(scope);
  }

  private void happened(
      OrganizationId organization, ProjectId project, String reason, Caller by, Slug slug) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            reason,
            "%s created %s.".formatted(by.name(), slug),
            organization,
            project,
            null,
            null,
            null,
            null));
  }
}
