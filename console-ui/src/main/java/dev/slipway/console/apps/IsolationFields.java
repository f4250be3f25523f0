package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Isolation;
import dev.slipway.api.apps.Resources;
import org.jspecify.annotations.Nullable;

/** How pods are kept apart from their machine, and what they book of it. */
class IsolationFields extends Div {
  private static final long MEBIBYTE = 1L << 20;

  private final RadioButtonGroup<Isolation> isolation = new RadioButtonGroup<>("Isolation");
  private final NumberField cpu = new NumberField("Booked CPU cores");
  private final IntegerField memory = new IntegerField("Booked memory (MiB)");
  private final IntegerField ephemeral = new IntegerField("Ephemeral storage (MiB)");
  private Resources base = Resources.USUAL;

  IsolationFields() {
    addClassName("fields");
    isolation.setItems(Isolation.values());
    isolation.setItemLabelGenerator(IsolationFields::words);
    cpu.setHelperText("Empty: a tenth of the limit.");
    memory.setHelperText(
        "Empty: half of the limit. Pods that book all of both limits are the last to be ended when"
            + " a machine's memory runs short.");
    ephemeral.setHelperText(
        "What pods may write that goes with them: on top of their image, and temporary space on the"
            + " disk. Empty: 1024 on top of the image.");
    add(isolation, cpu, memory, ephemeral);
  }

  void show(AppSpec spec) {
    base = spec.resources();
    isolation.setValue(spec.isolation());
    cpu.setValue(base.cpuMillis() == null ? null : base.cpuMillis() / 1000.0);
    memory.setValue(mebibytes(base.memoryBytes()));
    ephemeral.setValue(mebibytes(base.ephemeralBytes()));
  }

  AppSpec into(AppSpec spec) {
    Double cores = cpu.getValue();
    return spec.withIsolation(isolation.getValue())
        .withResources(
            new Resources(
                cores == null ? null : Integer.valueOf((int) Math.round(cores * 1000)),
                bytes(memory.getValue(), base.memoryBytes()),
                bytes(ephemeral.getValue(), base.ephemeralBytes())));
  }

  private static @Nullable Integer mebibytes(@Nullable Long bytes) {
    return bytes == null ? null : Integer.valueOf((int) (bytes / MEBIBYTE));
  }

  /** What was not changed stays to the byte. */
  private static @Nullable Long bytes(@Nullable Integer mebibytes, @Nullable Long known) {
    if (mebibytes == null) {
      return null;
    }
    return mebibytes.equals(mebibytes(known)) ? known : Long.valueOf(mebibytes * MEBIBYTE);
  }

  private static String words(Isolation isolation) {
    return switch (isolation) {
      case RESTRICTED -> "Restricted: any image that runs as any user on a read-only file system";
      case COMPAT -> "Compatible: the image's own user, root too; operators have to allow it";
      case SANDBOX -> "Sandbox: restricted, on a kernel of its own; only on machines with gVisor";
    };
  }
}
