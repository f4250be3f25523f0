package dev.slipway.console.config;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.console.components.NavRow;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.projects.ProjectNav;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Route("projects/:project/config/:environment?")
@PermitAll
class ProjectConfigView extends Main implements BeforeEnterObserver, HasCrumbs, HasDynamicTitle {
  private final ProjectsApi projects;
  private final ConfigPlaces places;
  private List<Crumb> crumbs = List.of();
  private String slug = "";

  ProjectConfigView(ProjectsApi projects, ConfigPlaces places) {
    this.projects = projects;
    this.places = places;
    addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    UUID id = event.getRouteParameters().get("project").map(UUID::fromString).orElseThrow();
    Optional<UUID> environment =
        event.getRouteParameters().get("environment").map(UUID::fromString);
    ProjectView project = projects.project(id);
    slug = project.slug();
    String here = "projects/" + id + "/config";
    crumbs =
        List.of(
            new Crumb("Projects", "projects"),
            new Crumb(project.slug(), "projects/" + id),
            new Crumb("Config", here));
    removeAll();
    add(
        new PageHead(
            "Config of " + project.slug(),
            "Variables and secrets of all apps in the project, or in one of its environments."),
        new ProjectNav(id, ProjectNav.Page.CONFIG),
        levels(project, here, environment.orElse(null)),
        new ConfigEditor(environment.map(places::environment).orElseGet(() -> places.project(id))));
  }

  private static NavRow levels(ProjectView project, String here, @Nullable UUID chosen) {
    var levels = new NavRow("Level").link(here, "Whole project", chosen == null);
    for (EnvironmentView environment : project.environments()) {
      boolean open = environment.id().equals(chosen);
      levels.link(here + "/" + environment.id(), "Only " + environment.slug(), open);
    }
    return levels;
  }

  @Override
  public String getPageTitle() {
    return "Config of " + slug + " · Slipway";
  }

  @Override
  public List<Crumb> crumbs() {
    return crumbs;
  }
}
