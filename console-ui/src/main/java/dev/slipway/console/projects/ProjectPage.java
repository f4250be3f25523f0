package dev.slipway.console.projects;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.projects.CreateEnvironment;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.api.sources.PreviewView;
import dev.slipway.api.sources.PreviewsApi;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.console.apps.AppCard;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.KeyedList;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.NameDialog;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import dev.slipway.console.storage.VolumesCard;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;

@Route("projects/:project")
@PermitAll
class ProjectPage extends Main implements BeforeEnterObserver, HasCrumbs, HasDynamicTitle {
  private static final String WRITE = "projects:write";

  private final ProjectsApi projects;
  private final AppsApi apps;
  private final AccessApi access;
  private final Membership membership;
  private final PreviewsApi previews;
  private final VolumesApi volumes;
  private final KeyedList<Around> head = new KeyedList<>(now -> now.project().id(), this::head);
  private final PreviewsCard running = new PreviewsCard(this::end);
  private final KeyedList<Stage> stages =
      new KeyedList<>(stage -> stage.environment().id(), this::section);
  private final KeyedList<Around> end;
  private UUID id = new UUID(0, 0);
  private String slug = "";

  ProjectPage(
      ProjectsApi projects,
      AppsApi apps,
      AccessApi access,
      PreviewsApi previews,
      VolumesApi volumes,
      ChangesApi changes,
      Membership membership) {
    this.projects = projects;
    this.apps = apps;
    this.access = access;
    this.membership = membership;
    this.previews = previews;
    this.volumes = volumes;
    this.end =
        new KeyedList<>(
            now -> now.project().id(), now -> new EndCard(projects, now.project(), now.rights()));
    stages.addClassName("stack");
    addClassName("page");
    add(head, running, stages, end);
    Live.whileShown(
        this,
        page ->
            changes.watch(
                membership.organization().organization(),
                hints -> {
                  if (hints.stream().anyMatch(hint -> id.equals(hint.project()))) {
                    page.run(this::refresh);
                  }
                }));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().get("project").map(UUID::fromString).orElseThrow();
    refresh();
  }

  @Override
  public String getPageTitle() {
    return slug + " · Slipway";
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Projects", "projects"), new Crumb(slug, "projects/" + id));
  }

  private void refresh() {
    ProjectView project = projects.project(id);
    List<AppView> all = apps.ofProject(id);
    RightsView rights = access.ofProject(id);
    // A link may lead into another organization than the one looked at before.
    membership.choose(project.organization());
    slug = project.slug();
    var now = new Around(project, rights);
    head.show(List.of(now));
    running.show(previews.list(id), rights.may("deployments:write"));
    stages.show(
        project.environments().stream()
            .map(environment ->
                Stage.of(
                    environment,
                    all,
                    volumes.ofEnvironment(environment.id()),
                    rights.may("apps:write")))
            .toList());
    end.show(List.of(now));
  }

  /** The project itself, and what its reader may. */
  private record Around(ProjectView project, RightsView rights) {}

  private record Stage(
      EnvironmentView environment,
      List<AppView> apps,
      List<VolumeView> volumes,
      boolean mayCreate) {
    static Stage of(
        EnvironmentView environment,
        List<AppView> all,
        List<VolumeView> volumes,
        boolean mayCreate) {
      return new Stage(
          environment,
          all.stream().filter(app -> app.environment().equals(environment.id())).toList(),
          volumes,
          mayCreate);
    }
  }

  private Div head(Around now) {
    var head =
        new Div(
            new PageHead(
                now.project().slug(),
                "Each environment is a stage of the project with its own apps, names and network.",
                Allowed.to(WRITE, now.rights()::may, new Button("New environment", _ -> ask()))),
            new ProjectNav(id, ProjectNav.Page.APPS));
    head.addClassName("stack");
    return head;
  }

  private Div section(Stage stage) {
    var cards = new Div();
    cards.addClassName("cards");
    stage.apps().forEach(app -> cards.add(new AppCard(app)));
    if (stage.apps().isEmpty()) {
      var none = new Span("No app here yet.");
      none.addClassName("muted");
      cards.add(none);
    }
    var card = new Card(stage.environment().slug(), cards);
    if (stage.mayCreate()) {
      var _ =
          card.withActions(
              new Anchor("apps/new?environment=" + stage.environment().id(), "New app"));
    }
    var section = new Div(card);
    section.addClassName("stack");
    // Where none is used, the way to the first one is the app that needs it.
    if (!stage.volumes().isEmpty()) {
      EnvironmentView environment = stage.environment();
      var kept =
          new VolumesCard(
              volumes, environment.id(), environment.slug(), stage.mayCreate(), this::refresh);
      kept.show(stage.volumes());
      section.add(kept);
    }
    return section;
  }

  private void end(PreviewView preview) {
    previews.end(id, preview.id());
    refresh();
  }

  private void ask() {
    new NameDialog(
            "New environment",
            "Such as staging. Apps in it are apart from those of other environments.",
            "Create environment",
            name -> {
              projects.createEnvironment(id, new CreateEnvironment(name));
              refresh();
            })
        .open();
  }
}
