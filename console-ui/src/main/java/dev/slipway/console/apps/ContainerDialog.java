package dev.slipway.console.apps;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.api.apps.Sidecar;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for one init container or sidecar. What it does not show stays as it is. */
class ContainerDialog extends Dialog {
  private enum Kind {
    INIT,
    SIDECAR
  }

  private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>("When it runs");
  private final TextField name = new TextField("Name");
  private final Checkbox own = new Checkbox("The app's own image", true);
  private final TextField image = new TextField("Image");
  private final TextField tag = new TextField("Tag");
  private final TextArea command = new TextArea("Command, one word a line");
  private final IntegerField cpu = new IntegerField("CPU (thousandths of a core)");
  private final IntegerField memory = new IntegerField("Memory (MiB)");
  private final TextArea environment = new TextArea("Variables, one a line");
  private final SidecarProbes probes = new SidecarProbes();
  private final Checkbox early = new Checkbox("Starts before the init containers, which use it");
  private final @Nullable PodContainer before;

  /**
   * @param before what is changed; null: a new one
   */
  ContainerDialog(@Nullable PodContainer before, Consumer<PodContainer> put) {
    this.before = before;
    setHeaderTitle(before == null ? "Add container" : "Change " + before.name());
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(ContainerDialog::label);
    kind.addValueChangeListener(_ -> show());
    own.addValueChangeListener(_ -> show());
    image.setPlaceholder("ghcr.io/team/proxy");
    tag.setPlaceholder("1.27");
    command.setHelperText("Empty: what the image says.");
    name.setHelperText("Lower case letters, digits and hyphens.");
    name.setWidthFull();
    image.setWidthFull();
    command.setWidthFull();
    environment.setWidthFull();
    environment.setPlaceholder("LEVEL=debug");
    environment.setHelperText(
        "Besides those of the app's config. Everybody who sees the app reads them: secrets belong in"
            + " the config.");
    var limits = new Div(cpu, memory);
    limits.addClassName("row");
    var fields = new Div(kind, name, own, image, tag, command, environment, limits, early, probes);
    fields.addClassName("stack");
    add(fields);
    var ok =
        new Button(
            before == null ? "Add container" : "Change",
            _ -> {
              if (complete()) {
                put.accept(container());
                close();
              }
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
    setWidth("min(520px, 94vw)");
    fill(before == null ? InitContainer.of("", List.of()) : before);
    show();
  }

  private void fill(PodContainer container) {
    kind.setValue(container instanceof InitContainer ? Kind.INIT : Kind.SIDECAR);
    kind.setReadOnly(before != null);
    name.setValue(container.name());
    name.setReadOnly(before != null);
    ImageSource source = container.image();
    own.setValue(source == null);
    image.setValue(source == null ? "" : source.repository());
    tag.setValue(source == null ? "" : source.tag());
    command.setValue(String.join("\n", container.command()));
    cpu.setValue(container.cpuMillis());
    memory.setValue((int) (container.memoryBytes() >> 20));
    environment.setValue(EnvironmentLines.text(container.environment()));
    if (container instanceof Sidecar sidecar) {
      probes.show(sidecar);
    }
    early.setValue(container instanceof Sidecar sidecar && sidecar.beforeInit());
  }

  private void show() {
    image.setVisible(!own.getValue());
    tag.setVisible(!own.getValue());
    early.setVisible(kind.getValue() == Kind.SIDECAR);
    probes.setVisible(kind.getValue() == Kind.SIDECAR);
  }

  private boolean complete() {
    name.setInvalid(name.isEmpty());
    name.setErrorMessage("Name it.");
    image.setInvalid(image.isVisible() && image.isEmpty());
    image.setErrorMessage("Say which image.");
    String line = EnvironmentLines.wrong(environment.getValue());
    environment.setInvalid(line != null);
    environment.setErrorMessage(
        line == null ? "" : "Write NAME=value: %s is not that.".formatted(line));
    cpu.setInvalid(cpu.isEmpty());
    memory.setInvalid(memory.isEmpty());
    return Stream.of(name, image, environment, cpu, memory).noneMatch(HasValidation::isInvalid);
  }

  private PodContainer container() {
    ImageSource source =
        own.getValue()
            ? null
            : new ImageSource(
                image.getValue().trim(), tag.isEmpty() ? null : tag.getValue().trim());
    List<String> words =
        command.getValue().lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    Map<String, String> more = EnvironmentLines.of(environment.getValue());
    long bytes = (long) memory.getValue() << 20;
    if (kind.getValue() == Kind.INIT) {
      int pids = before == null ? 256 : before.pids();
      return new InitContainer(
          name.getValue().trim(), source, words, more, cpu.getValue(), bytes, pids);
    }
    Sidecar as = before instanceof Sidecar sidecar ? sidecar : Sidecar.of("", null, List.of());
    return new Sidecar(
        name.getValue().trim(),
        source,
        words,
        more,
        cpu.getValue(),
        bytes,
        as.pids(),
        probes.startup(),
        probes.readiness(),
        probes.liveness(),
        early.getValue());
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case INIT -> "Before the app, to its end";
      case SIDECAR -> "Beside the app, as long as it runs";
    };
  }
}
