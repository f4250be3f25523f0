package dev.slipway.console.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeView;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Asks what a volume is called and how large it is. */
class VolumeDialog extends Dialog {
  private static final double GIBIBYTE = 1L << 30;

  private final NumberField size = new NumberField("Size (GiB)");

  VolumeDialog(Consumer<CreateVolume> create) {
    this("New volume");
    var name = new TextField("Name");
    name.setHelperText("Apps mount it by this name.");
    name.setAllowedCharPattern("[a-z0-9-]");
    name.setMaxLength(40);
    name.setWidthFull();
    size.setHelperText("Taken from the machine's disk when the first pod mounts it. It can grow.");
    size.setValue(1.0);
    var access = new RadioButtonGroup<VolumeAccess>("Who writes");
    access.setItems(VolumeAccess.values());
    access.setItemLabelGenerator(VolumeDialog::label);
    access.setValue(VolumeAccess.SINGLE_WRITER);
    fill(
        "Create volume",
        () -> create.accept(new CreateVolume(name.getValue(), bytes(), access.getValue())),
        name,
        size,
        access);
  }

  private VolumeDialog(String title) {
    setHeaderTitle(title);
    setWidth("min(480px, 94vw)");
    size.setMin(0.02);
    size.setStep(0.01);
  }

  static VolumeDialog larger(VolumeView volume, LongConsumer resize) {
    var dialog = new VolumeDialog("Make " + volume.name() + " larger");
    dialog.size.setValue(Math.ceil(volume.sizeBytes() / GIBIBYTE * 100) / 100);
    dialog.size.setHelperText("Apps go on using it meanwhile. It cannot be made smaller again.");
    dialog.fill("Make larger", () -> resize.accept(dialog.bytes()), dialog.size);
    return dialog;
  }

  private void fill(String action, Runnable then, Component... fields) {
    var stack = new Div(fields);
    stack.addClassName("stack");
    add(stack);
    var ok =
        new Button(
            action,
            _ -> {
              then.run();
              close();
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
  }

  private long bytes() {
    return size.isEmpty() ? 0 : Math.round(size.getValue() * GIBIBYTE);
  }

  private static String label(VolumeAccess access) {
    return switch (access) {
      case SINGLE_WRITER -> "One pod at a time: for databases and whatever locks its files";
      case SHARED -> "Any number of pods, on the same machine: for uploads and other plain files";
    };
  }
}
