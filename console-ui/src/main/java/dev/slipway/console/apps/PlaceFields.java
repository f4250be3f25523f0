package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import java.util.List;
import java.util.UUID;

/** Which project and environment an app goes to. */
class PlaceFields extends Div {
  private final List<ProjectView> projects;
  private final Select<ProjectView> project = new Select<>();
  private final Select<EnvironmentView> environment = new Select<>();

  /**
   * @param all the projects in which the reader may create apps
   */
  PlaceFields(List<ProjectView> all) {
    addClassName("fields");
    projects = all;
    project.setLabel("Project");
    project.setItemLabelGenerator(ProjectView::slug);
    project.setItems(projects);
    environment.setLabel("Environment");
    environment.setItemLabelGenerator(EnvironmentView::slug);
    project.addValueChangeListener(chosen -> {
      if (chosen.getValue() != null) {
        environment.setItems(chosen.getValue().environments());
        chosen.getValue().environments().stream().findFirst().ifPresent(environment::setValue);
      }
    });
    projects.stream().findFirst().ifPresent(project::setValue);
    add(project, environment);
  }

  void choose(UUID wanted) {
    for (ProjectView candidate : projects) {
      for (EnvironmentView stage : candidate.environments()) {
        if (stage.id().equals(wanted)) {
          project.setValue(candidate);
          environment.setValue(stage);
        }
      }
    }
  }

  boolean complete() {
    environment.setInvalid(environment.isEmpty());
    return !environment.isEmpty();
  }

  UUID environment() {
    return environment.getValue().id();
  }

  String words() {
    return project.getValue().slug() + " / " + environment.getValue().slug();
  }
}
