package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;

/** Three steps to an app: where the code is, how it runs, a last look. */
@Route("apps/new")
@PageTitle("New app · Slipway")
@PermitAll
class NewAppView extends Main implements BeforeEnterObserver, HasCrumbs {
  private static final List<String> STEPS = List.of("Source", "How it runs", "Review");

  private static final String CREATE = "apps:write";

  private final AppsApi apps;
  private final DeploymentsApi deployments;
  private final PlaceFields place;
  private final SourceFields source;
  private final RunFields run;
  private final Div steps = new Div();
  private final Card body = new Card();
  private final Button back = new Button("Back", _ -> show(step() - 1));
  private final Button next = new Button("Continue", _ -> forward());
  private int at;

  NewAppView(
      AppsApi apps,
      DeploymentsApi deployments,
      ProjectsApi projects,
      AccessApi access,
      RepositoriesApi repositories,
      SchedulesApi schedules,
      Membership membership) {
    this.apps = apps;
    this.deployments = deployments;
    this.run = new RunFields(schedules);
    List<ProjectView> all = projects.list(membership.organization().organization());
    List<ProjectView> open =
        all.stream().filter(one -> mayCreate(one, membership, access)).toList();
    this.place = new PlaceFields(open);
    this.source = new SourceFields(repositories, membership.organization().organization());
    addClassName("page");
    next.addThemeVariants(ButtonVariant.PRIMARY);
    steps.addClassName("steps");
    var buttons = new Div(back, next);
    buttons.addClassName("row");
    add(
        new PageHead(
            "New app", "From a repository with a Dockerfile to an address, in three steps."));
    if (open.isEmpty()) {
      add(nowhere(all.isEmpty() && membership.may("projects:write")));
      return;
    }
    add(steps, body, buttons);
    show(0);
  }

  /** A role in the whole organization, or an exception of one project. */
  private static boolean mayCreate(ProjectView project, Membership membership, AccessApi access) {
    return membership.may(CREATE) || access.ofProject(project.id()).may(CREATE);
  }

  private static EmptyState nowhere(boolean first) {
    return first
        ? new EmptyState(
            "No project yet",
            "Apps belong to projects. Create one first.",
            new Anchor("projects", "Projects"))
        : new EmptyState(
            "There is no project you may create apps in",
            "It needs the role developer, in the organization or in a project. Ask an admin.");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    event
        .getLocation()
        .getQueryParameters()
        .getSingleParameter("environment")
        .ifPresent(environment -> place.choose(UUID.fromString(environment)));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("New app", "apps/new"));
  }

  private int step() {
    return at;
  }

  private void show(int step) {
    at = step;
    steps.removeAll();
    for (int i = 0; i < STEPS.size(); i++) {
      var name = new Span((i + 1) + "  " + STEPS.get(i));
      name.addClassName(i == at ? "now" : i < at ? "done" : "later");
      if (i == at) {
        name.getElement().setAttribute("aria-current", "step");
      }
      steps.add(name);
    }
    body.removeAll();
    body.add(fields());
    back.setVisible(at > 0);
    next.setText(at == 2 ? "Create app" : "Continue");
  }

  private Component[] fields() {
    return switch (at) {
      case 0 -> new Component[] {source};
      case 1 -> new Component[] {place, run};
      default -> new Component[] {new NewAppReview(place, source, run)};
    };
  }

  private void forward() {
    if (!complete()) {
      return;
    }
    if (at < 2) {
      show(at + 1);
      return;
    }
    create();
  }

  private boolean complete() {
    return switch (at) {
      case 0 -> source.complete();
      case 1 -> place.complete() && run.complete();
      default -> true;
    };
  }

  private void create() {
    AppView app =
        apps.create(
            place.environment(),
            new CreateApp(run.name(), run.kind(), source.source(), run.spec(), run.replicas()));
    boolean waits = app.source().image() != null && app.source().image().tag().contains("*");
    if (app.gitAddress() != null || waits) {
      UI.getCurrent().navigate("apps/" + app.id());
      return;
    }
    var deployment = deployments.deploy(app.id(), Deploy.branch());
    UI.getCurrent().navigate("apps/" + app.id() + "/deployments/" + deployment.id());
  }
}
