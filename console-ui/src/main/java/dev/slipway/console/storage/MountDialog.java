package dev.slipway.console.storage;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.storage.VolumeState;
import dev.slipway.api.storage.VolumeView;
import java.util.List;
import java.util.function.Consumer;

/** Asks what an app finds at which path. */
class MountDialog extends Dialog {
  private final RadioButtonGroup<Mount.Kind> kind = new RadioButtonGroup<>("What");
  private final Select<VolumeView> volume = new Select<>();
  private final Checkbox readOnly = new Checkbox("The app only reads it");
  private final TextField variable = new TextField("Config variable");
  private final IntegerField size = new IntegerField("Size (MiB)");
  private final Checkbox memory = new Checkbox("In memory: faster, and counts as the app's memory");
  private final TextField path = new TextField("Path");

  MountDialog(List<VolumeView> volumes, Consumer<Mount> add) {
    setHeaderTitle("Add mount");
    kind.setItems(Mount.Kind.values());
    kind.setItemLabelGenerator(MountDialog::label);
    kind.addValueChangeListener(chosen -> show(chosen.getValue()));
    volume.setLabel("Volume");
    volume.setItems(volumes.stream().filter(one -> one.state() != VolumeState.DELETING).toList());
    volume.setItemLabelGenerator(one -> one == null ? "" : one.name());
    volume.setHelperText(
        volumes.isEmpty() ? "There is none in this environment: make one first." : "");
    variable.setHelperText("Its value is the file. It is no environment variable of the app then.");
    size.setValue(256);
    size.setMin(16);
    path.setPlaceholder("/data");
    path.setHelperText("Where the program looks for it; absolute.");
    path.setWidthFull();
    variable.setWidthFull();
    volume.setWidthFull();
    var fields = new Div(kind, volume, readOnly, variable, size, memory, path);
    fields.addClassName("stack");
    add(fields);
    var ok =
        new Button(
            "Add mount",
            _ -> {
              if (complete()) {
                add.accept(mount());
                close();
              }
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
    setWidth("min(520px, 94vw)");
    kind.setValue(Mount.Kind.VOLUME);
  }

  private void show(Mount.Kind chosen) {
    volume.setVisible(chosen == Mount.Kind.VOLUME);
    readOnly.setVisible(chosen == Mount.Kind.VOLUME);
    variable.setVisible(chosen == Mount.Kind.SECRET_FILE);
    size.setVisible(chosen == Mount.Kind.TEMPORARY);
    memory.setVisible(chosen == Mount.Kind.TEMPORARY);
  }

  private boolean complete() {
    volume.setInvalid(volume.isVisible() && volume.isEmpty());
    volume.setErrorMessage("Choose a volume.");
    size.setInvalid(size.isVisible() && size.isEmpty());
    path.setInvalid(path.isEmpty());
    path.setErrorMessage("Say where.");
    return !volume.isInvalid() && !size.isInvalid() && !path.isInvalid();
  }

  private Mount mount() {
    String where = path.getValue().trim();
    return switch (kind.getValue()) {
      case VOLUME ->
          readOnly.getValue()
              ? Mount.readOnlyVolume(volume.getValue().name(), where)
              : Mount.volume(volume.getValue().name(), where);
      case SECRET_FILE -> Mount.secretFile(variable.getValue().trim(), where);
      case TEMPORARY -> Mount.temporary(where, (long) size.getValue() << 20, memory.getValue());
    };
  }

  private static String label(Mount.Kind kind) {
    return switch (kind) {
      case VOLUME -> "Volume: data that stays";
      case SECRET_FILE -> "Secret file: a config variable as a file";
      case TEMPORARY -> "Temporary space: gone with the pod";
    };
  }
}
