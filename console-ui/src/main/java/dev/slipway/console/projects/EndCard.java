package dev.slipway.console.projects;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;

/** The end of a project, once nothing runs in it. */
class EndCard extends Card {
  EndCard(ProjectsApi projects, ProjectView project, RightsView rights) {
    super("Delete");
    int apps = project.environments().stream().mapToInt(EnvironmentView::apps).sum();
    var words =
        new Paragraph(
            "A project is deleted with its environments, variables and exceptions once it has no apps and volumes any more.");
    words.addClassName("muted");
    var delete = new Button("Delete project", _ -> confirm(projects, project));
    delete.addThemeVariants(ButtonVariant.ERROR);
    String first =
        apps == 1
            ? "It has an app. Delete it first."
            : "It has %d apps. Delete them first.".formatted(apps);
    add(
        words,
        new Span(
            rights.may("projects:write")
                ? Allowed.when(apps == 0, delete, first)
                : Allowed.to("projects:write", rights::may, delete)));
  }

  private static void confirm(ProjectsApi projects, ProjectView project) {
    new ConfirmDialog(
            "Delete " + project.slug() + "?",
            "Its environments and their variables go with it. This cannot be undone.",
            "Delete project",
            () -> {
              projects.delete(project.id());
              UI.getCurrent().navigate("projects");
            })
        .typing(project.slug())
        .open();
  }
}
