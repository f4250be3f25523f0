package dev.slipway.console.projects;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.AccessView;
import dev.slipway.api.people.AccessView.Access;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.people.Role;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who may what in a project, why, and what is kept for whom. */
@Route("projects/:project/access")
@PermitAll
class ProjectAccessView extends Main implements BeforeEnterObserver, HasCrumbs, HasDynamicTitle {
  private final ProjectsApi projects;
  private final AccessApi api;
  private UUID id = new UUID(0, 0);
  private String slug = "";

  ProjectAccessView(ProjectsApi projects, AccessApi api) {
    this.projects = projects;
    this.api = api;
    addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().get("project").map(UUID::fromString).orElseThrow();
    ProjectView project = projects.project(id);
    slug = project.slug();
    show();
  }

  @Override
  public String getPageTitle() {
    return "Access to " + slug + " · Slipway";
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(
        new Crumb("Projects", "projects"),
        new Crumb(slug, "projects/" + id),
        new Crumb("Access", "projects/" + id + "/access"));
  }

  private void show() {
    AccessView view = api.access(id);
    RightsView rights = api.ofProject(id);
    removeAll();
    add(
        new PageHead(
            "Access to " + slug,
            "Members have their role of the organization, unless this project or one of its environments"
                + " says otherwise."),
        new ProjectNav(id, ProjectNav.Page.ACCESS),
        environments(view, rights),
        members(view, rights));
  }

  private Card environments(AccessView view, RightsView rights) {
    var table = new HtmlTable<EnvironmentAccess>("Environments", EnvironmentAccess::environment);
    table
        .text("Environment", EnvironmentAccess::slug)
        .column("Protection", ProjectAccessView::badge)
        .text("Who deploys, changes secrets and opens terminals", ProjectAccessView::whoDeploys);
    if (rights.may("members:write")) {
      table.column("", this::protect);
    }
    table.show(view.environments());
    return new Card("Environments", table);
  }

  private Component protect(EnvironmentAccess environment) {
    var change =
        new Button(
            "Protect",
            _ ->
                new ProtectDialog(
                        environment,
                        request ->
                            StepUp.run(() -> {
                              api.protect(environment.environment(), request);
                              show();
                            }))
                    .open());
    change.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    change.setAriaLabel("Protect " + environment.slug());
    return change;
  }

  private Card members(AccessView view, RightsView rights) {
    var table = new HtmlTable<Access>("Members", Access::person);
    table
        .text("Name", Access::name)
        .text("Organization", member -> RoleWords.of(member.organizationRole()));
    for (int i = 0; i < view.environments().size(); i++) {
      int column = i;
      table.column(
          "In " + view.environments().get(i).slug(),
          member -> effective(member.effective().get(column)));
    }
    if (rights.may("members:write")) {
      table.column("", member -> change(view, member));
    }
    table.show(view.members());
    return new Card("Members", table);
  }

  private Component change(AccessView view, Access member) {
    if (member.organizationRole().atLeast(Role.ADMIN)) {
      var everywhere = new Span("everywhere");
      everywhere.addClassNames("muted", "small");
      return everywhere;
    }
    var change =
        new Button("Change", _ -> new ExceptionsDialog(api, view, member, this::show).open());
    change.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    change.setAriaLabel("Change access of " + member.name());
    return change;
  }

  private static Span effective(AccessView.EffectiveRole effective) {
    Role role = effective.role();
    var word = new Span(role == null ? "Hidden" : RoleWords.of(role));
    String from =
        switch (effective.from()) {
          case ORGANIZATION -> "";
          case PROJECT -> " (in this project)";
          case ENVIRONMENT -> " (only here)";
        };
    var source = new Span(from);
    source.addClassNames("muted", "small");
    var cell = new Span(word, source);
    if (role != null && !effective.mayDeploy()) {
      cell.setTitle("Does not deploy here");
    }
    return cell;
  }

  private static StatusBadge badge(EnvironmentAccess environment) {
    return environment.protectedFor() == null
        ? new StatusBadge("Open", Tone.UNKNOWN)
        : new StatusBadge("Protected", Tone.GOOD);
  }

  private static String whoDeploys(EnvironmentAccess environment) {
    List<Role> only = environment.protectedFor();
    if (only == null) {
      return "Whoever has the right";
    }
    return "Owners"
        + only.stream()
            .map(role -> ", " + RoleWords.of(role).toLowerCase(Locale.ROOT) + "s")
            .collect(Collectors.joining());
  }
}
