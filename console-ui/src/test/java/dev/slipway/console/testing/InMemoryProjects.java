package dev.slipway.console.testing;

import dev.slipway.api.projects.CreateEnvironment;
import dev.slipway.api.projects.CreateProject;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The project shop, and what a test adds. */
public class InMemoryProjects implements ProjectsApi {
  public final List<ProjectView> all = new ArrayList<>(List.of(project(Samples.PROJECT, "shop")));

  @Override
  public List<ProjectView> list(UUID organization) {
    return List.copyOf(all);
  }

  @Override
  public ProjectView create(UUID organization, CreateProject request) {
    var project = project(UUID.randomUUID(), request.slug());
    all.add(project);
    return project;
  }

  @Override
  public ProjectView project(UUID project) {
    return all.stream()
        .filter(one -> one.id().equals(project))
        .findFirst()
        .orElseThrow(Samples.NotThere::new);
  }

  @Override
  public void delete(UUID project) {
    all.removeIf(one -> one.id().equals(project));
  }

  @Override
  public EnvironmentView createEnvironment(UUID project, CreateEnvironment request) {
    return new EnvironmentView(UUID.randomUUID(), request.slug(), 0);
  }

  private static ProjectView project(UUID id, String slug) {
    return new ProjectView(
        id,
        Samples.ORGANIZATION,
        "acme",
        slug,
        Samples.NOW,
        List.of(
            new EnvironmentView(Samples.ENVIRONMENT, "production", 2),
            new EnvironmentView(Samples.id(30), "staging", 0)));
  }
}
