package dev.slipway.console.registries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.api.registries.AddRegistry;
import dev.slipway.api.registries.RegistryKind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks what a registry is and how it is opened, in the words of its kind. */
class RegistryDialog extends Dialog {
  private final Select<RegistryKind> kind = new Select<>();
  private final Paragraph hint = new Paragraph();
  private final TextField name = new TextField("Name");
  private final TextField host = new TextField("Host");
  private final TextField user = new TextField();
  private final PasswordField password = new PasswordField();
  private final TextArea key = new TextArea("JSON key");
  private final TextField repository = new TextField("Repository to check");
  private final Select<ProjectView> project = new Select<>();

  RegistryDialog(List<ProjectView> projects, Consumer<AddRegistry> add) {
    setHeaderTitle("Add registry");
    kind.setLabel("Kind");
    kind.setItems(RegistryKind.values());
    kind.setItemLabelGenerator(one -> KindWords.of(one).name());
    kind.addValueChangeListener(chosen -> show(KindWords.of(chosen.getValue())));
    name.setHelperText("How it is listed here.");
    name.setMaxLength(100);
    repository.setPlaceholder("team/web");
    repository.setHelperText("Optional: whether these credentials may read it is checked too.");
    key.setHelperText("From { to }. It is not shown again.");
    key.setMaxRows(6);
    project.setLabel("For");
    project.setItems(projects);
    project.setEmptySelectionAllowed(true);
    project.setEmptySelectionCaption("Every project");
    project.setItemLabelGenerator(one -> one == null ? "Every project" : one.slug());
    var fields = new Div(kind, hint, name, host, user, password, key, repository, project);
    fields.addClassName("stack");
    for (var field : List.of(name, host, user, repository)) {
      field.setWidthFull();
    }
    password.setWidthFull();
    key.setWidthFull();
    add(fields);
    var save =
        new Button(
            "Add and check",
            _ -> {
              if (complete()) {
                add.accept(request());
                close();
              }
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), save);
    setWidth("min(560px, 94vw)");
    kind.setValue(RegistryKind.DOCKER_HUB);
  }

  private void show(KindWords words) {
    hint.setText(words.hint());
    host.setVisible(!words.oneHost());
    host.setPlaceholder(words.host());
    user.setVisible(!words.user().isEmpty());
    user.setLabel(words.user());
    boolean json = words.user().isEmpty();
    key.setVisible(json);
    password.setVisible(!json);
    password.setLabel(words.password());
    password.setHelperText("It is not shown again.");
  }

  private boolean complete() {
    boolean named = filled(name, "Give it a name.");
    boolean placed =
        !host.isVisible() || filled(host, "Enter the host as names of images begin with it.");
    boolean known = !user.isVisible() || filled(user, "Enter it as the registry knows you.");
    boolean opened = key.isVisible() ? !key.getValue().isBlank() : !password.getValue().isBlank();
    key.setInvalid(key.isVisible() && !opened);
    password.setInvalid(password.isVisible() && !opened);
    password.setErrorMessage("Enter it; it is kept encrypted.");
    return named && placed && known && opened;
  }

  private static boolean filled(TextField field, String otherwise) {
    field.setInvalid(field.getValue().isBlank());
    field.setErrorMessage(otherwise);
    return !field.isInvalid();
  }

  private AddRegistry request() {
    ProjectView only = project.getValue();
    return new AddRegistry(
        name.getValue().trim(),
        kind.getValue(),
        host.isVisible() ? host.getValue().trim() : null,
        only == null ? null : only.id(),
        user.isVisible() ? user.getValue().trim() : null,
        key.isVisible() ? key.getValue().trim() : password.getValue(),
        emptyToNull(repository.getValue().trim()));
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
