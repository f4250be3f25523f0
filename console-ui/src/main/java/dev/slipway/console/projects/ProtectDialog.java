package dev.slipway.console.projects;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.ProtectEnvironment;
import dev.slipway.api.people.Role;
import dev.slipway.console.components.RoleWords;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** For which roles an environment is kept. */
class ProtectDialog extends Dialog {
  ProtectDialog(EnvironmentAccess environment, Consumer<ProtectEnvironment> then) {
    setHeaderTitle("Protect " + environment.slug());
    setWidth("min(520px, 92vw)");
    List<Role> before = environment.protectedFor();
    var kept = new Checkbox("Only the roles named here deploy, change secrets or open terminals");
    var roles = new CheckboxGroup<Role>("Roles, beside owners");
    roles.setItems(Role.ADMIN, Role.DEVELOPER, Role.DEPLOYER);
    roles.setItemLabelGenerator(RoleWords::of);
    roles.setValue(before == null ? Set.of(Role.ADMIN) : Set.copyOf(before));
    kept.setValue(before != null);
    roles.setEnabled(before != null);
    kept.addValueChangeListener(change -> roles.setEnabled(change.getValue()));
    var save =
        new Button(
            "Save",
            _ -> {
              then.accept(
                  new ProtectEnvironment(kept.getValue() ? List.copyOf(roles.getValue()) : null));
              close();
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    var fields = new Div(kept, roles);
    fields.addClassName("stack");
    add(
        new Paragraph(
            "Whoever may look still does. Who is not named cannot take the protection away either."),
        fields);
    getFooter().add(new Button("Cancel", _ -> close()), save);
  }
}
