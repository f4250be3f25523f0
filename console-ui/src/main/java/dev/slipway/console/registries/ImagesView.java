package dev.slipway.console.registries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.Page;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.api.registries.ImageRepositoryView;
import dev.slipway.api.registries.ImageStorageView;
import dev.slipway.api.registries.ImagesApi;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.projects.ProjectNav;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a project has in the built-in registry. */
@Route("projects/:project/images")
@PermitAll
class ImagesView extends Main implements BeforeEnterObserver, HasCrumbs, HasDynamicTitle {
  private static final int PAGE = 20;

  private final ImagesApi images;
  private final ProjectsApi projects;
  private final AccessApi access;
  private final Div list = new Div();
  private final Div rest = new Div();
  private UUID project = new UUID(0, 0);
  private String slug = "";
  private boolean mayDelete;

  ImagesView(ImagesApi images, ProjectsApi projects, AccessApi access) {
    this.images = images;
    this.projects = projects;
    this.access = access;
    addClassName("page");
    list.addClassName("stack");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    project = event.getRouteParameters().get("project").map(UUID::fromString).orElseThrow();
    slug = projects.project(project).slug();
    mayDelete = access.ofProject(project).may("images:write");
    removeAll();
    ImageStorageView storage = images.storage(project);
    add(
        new PageHead(
            "Images of " + slug,
            "Builds push here, and so can you. %s in %s%d %s."
                .formatted(
                    Sizes.bytes(storage.bytes()),
                    storage.complete() ? "" : "more than ",
                    storage.images(),
                    storage.images() == 1 ? "image" : "images")),
        new ProjectNav(project, ProjectNav.Page.IMAGES),
        list,
        rest);
    list.removeAll();
    show(null);
  }

  @Override
  public String getPageTitle() {
    return "Images of " + slug + " · Slipway";
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(
        new Crumb("Projects", "projects"),
        new Crumb(slug, "projects/" + project),
        new Crumb("Images", "projects/" + project + "/images"));
  }

  private void show(@Nullable String after) {
    Page<ImageRepositoryView> page = images.repositories(project, after, PAGE);
    page.items().forEach(one -> list.add(new RepositoryCard(images, project, one, mayDelete)));
    if (list.getComponentCount() == 0) {
      list.add(
          new EmptyState(
              "No image yet",
              "The first deployment of an app puts one here. With an API token you can push one yourself: docker login,"
                  + " then docker push."));
    }
    rest.removeAll();
    String next = page.next();
    if (next != null) {
      rest.add(new Button("Show more", _ -> show(next)));
    }
  }
}
