package dev.slipway.console.projects;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AccessView;
import dev.slipway.api.people.AccessView.Access;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.SetAccess;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.components.StepUp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Another role than the organization's: in the whole project, or in one environment. */
class ExceptionsDialog extends Dialog {
  private final AccessApi api;
  private final UUID project;
  private final Access member;
  private final List<Field> fields = new ArrayList<>();

  ExceptionsDialog(AccessApi api, AccessView view, Access member, Runnable then) {
    this.api = api;
    this.project = view.project();
    this.member = member;
    setHeaderTitle("Access of " + member.name());
    setWidth("min(520px, 92vw)");
    var column = new Div();
    column.addClassName("stack");
    column.add(
        field(
            "In the whole project",
            "As in the organization: " + RoleWords.of(member.organizationRole()),
            null,
            member.exception()));
    for (EnvironmentAccess environment : view.environments()) {
      column.add(
          field(
              "In " + environment.slug(),
              "As in the project",
              environment.environment(),
              exception(member, environment.environment())));
    }
    var save =
        new Button(
            "Save",
            _ ->
                StepUp.run(() -> {
                  save();
                  close();
                  then.run();
                }));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new Paragraph("The nearest counts: an environment's before the project's. Acts at once."),
        column);
    getFooter().add(new Button("Cancel", _ -> close()), save);
  }

  private Select<AccessRole> field(
      String label, String without, @Nullable UUID environment, @Nullable AccessRole before) {
    var choice = new Select<AccessRole>();
    choice.setLabel(label);
    choice.setItems(
        Arrays.stream(AccessRole.values())
            .filter(role -> environment == null || role != AccessRole.NONE)
            .toList());
    choice.setItemLabelGenerator(role -> role == null ? without : RoleWords.of(role));
    choice.setEmptySelectionAllowed(true);
    choice.setEmptySelectionCaption(without);
    choice.setValue(before);
    choice.setWidthFull();
    fields.add(new Field(choice, environment, before));
    return choice;
  }

  private void save() {
    for (Field field : fields) {
      AccessRole now = field.choice().getValue();
      if (now == field.before()) {
        continue;
      }
      if (now == null) {
        api.remove(project, member.person(), field.environment());
      } else {
        var _ = api.set(project, member.person(), new SetAccess(now, field.environment()));
      }
    }
  }

  private static @Nullable AccessRole exception(Access member, UUID environment) {
    return member.environments().stream()
        .filter(one -> one.environment().equals(environment))
        .map(AccessView.EnvironmentException::role)
        .findFirst()
        .orElse(null);
  }

  private record Field(
      Select<AccessRole> choice, @Nullable UUID environment, @Nullable AccessRole before) {}
}
