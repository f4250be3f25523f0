package dev.slipway.console.projects;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.projects.CreateProject;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.NameDialog;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

@Route("projects")
@PageTitle("Projects · Slipway")
@PermitAll
class ProjectsView extends Main implements HasCrumbs {
  private final ProjectsApi projects;
  private final UUID organization;
  private final Predicate<String> may;

  ProjectsView(ProjectsApi projects, Membership membership) {
    this.projects = projects;
    this.organization = membership.organization().organization();
    addClassName("page");
    may = membership::may;
    var create = create();
    create.addThemeVariants(ButtonVariant.PRIMARY);
    add(new PageHead("Projects", "What a team deploys together, with its environments.", create));
    List<ProjectView> all = projects.list(organization);
    add(all.isEmpty() ? empty() : cards(all));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Projects", "projects"));
  }

  private void ask() {
    new NameDialog(
            "New project",
            "Lower-case letters, digits and hyphens. Part of the apps' addresses.",
            "Create project",
            name -> {
              var project = projects.create(organization, new CreateProject(name));
              UI.getCurrent().navigate("projects/" + project.id());
            })
        .open();
  }

  private EmptyState empty() {
    return new EmptyState(
        "No project yet",
        "A project groups apps that belong together. It comes with an environment named production.",
        create());
  }

  private Button create() {
    return Allowed.to("projects:write", may, new Button("New project", _ -> ask()));
  }

  private static Div cards(List<ProjectView> all) {
    var cards = new Div();
    cards.addClassName("cards");
    all.forEach(project -> cards.add(card(project)));
    return cards;
  }

  private static Anchor card(ProjectView project) {
    int apps = project.environments().stream().mapToInt(EnvironmentView::apps).sum();
    String names =
        String.join(", ", project.environments().stream().map(EnvironmentView::slug).toList());
    var lines = new Span(apps + (apps == 1 ? " app" : " apps") + " in " + names);
    lines.addClassNames("muted", "small");
    var card = new Anchor("projects/" + project.id(), new H2(project.slug()), lines);
    card.addClassName("card");
    return card;
  }
}
