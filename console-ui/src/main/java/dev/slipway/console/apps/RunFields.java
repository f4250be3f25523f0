package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.Probe;
import dev.slipway.console.components.Sizes;
import java.util.Objects;

/** What an app is called and how it runs. */
class RunFields extends Div {
  private static final long MEBIBYTE = 1L << 20;

  private final TextField name = new TextField("Name");
  private final RadioButtonGroup<AppView.Kind> kind = new RadioButtonGroup<>("Kind");
  private final IntegerField port = new IntegerField("Port");
  private final IntegerField replicas = new IntegerField("Pods");
  private final NumberField cpu = new NumberField("CPU cores");
  private final IntegerField memory = new IntegerField("Memory (MiB)");
  private final TextField readiness = new TextField("Readiness path");
  private AppSpec base = AppSpec.web(8080);

  RunFields() {
    addClassName("fields");
    name.setHelperText("Lower-case letters, digits and hyphens. Part of its address.");
    name.setAllowedCharPattern("[a-z0-9-]");
    kind.setItems(AppView.Kind.values());
    kind.setItemLabelGenerator(
        value -> value == AppView.Kind.WEB ? "Web: answers requests" : "Worker: no address");
    kind.addValueChangeListener(chosen -> web(chosen.getValue() == AppView.Kind.WEB));
    port.setHelperText("Where your program listens; it is also given as PORT.");
    replicas.setHelperText("How many copies run.");
    readiness.setHelperText(
        "Asked until it answers 200 to 399; empty: a TCP connection is enough.");
    readiness.setPlaceholder("/healthz");
    show(AppView.Kind.WEB, base, 1);
    add(name, kind, port, replicas, cpu, memory, readiness);
  }

  void show(AppView.Kind shown, AppSpec spec, int pods) {
    base = spec;
    kind.setValue(shown);
    port.setValue(Objects.requireNonNullElse(spec.port(), 8080));
    replicas.setValue(pods);
    cpu.setValue(spec.cpuMillis() / 1000.0);
    memory.setValue((int) (spec.memoryBytes() / MEBIBYTE));
    Probe probe = spec.readiness();
    readiness.setValue(probe == null || probe.path() == null ? "" : probe.path());
    web(shown == AppView.Kind.WEB);
  }

  /** For an app that exists: name and kind stay. */
  void settled() {
    name.setVisible(false);
    kind.setVisible(false);
  }

  boolean complete() {
    name.setInvalid(name.isVisible() && name.isEmpty());
    name.setErrorMessage("Give it a name.");
    return !name.isInvalid();
  }

  String name() {
    return name.getValue();
  }

  AppView.Kind kind() {
    return kind.getValue();
  }

  int replicas() {
    return replicas.getValue();
  }

  AppSpec spec() {
    boolean web = kind() == AppView.Kind.WEB;
    String path = readiness.getValue().trim();
    return base.withPort(web ? port.getValue() : null)
        .withLimits(
            (int) Math.round(cpu.getValue() * 1000), memory.getValue() * MEBIBYTE, base.pids())
        .withProbes(
            web && !path.isEmpty() ? Probe.http(path) : null, base.liveness(), base.startup());
  }

  String words() {
    AppSpec spec = spec();
    return replicas()
        + (replicas() == 1 ? " pod" : " pods")
        + ", each up to "
        + Sizes.cores(spec.cpuMillis())
        + " and "
        + Sizes.bytes(spec.memoryBytes());
  }

  private void web(boolean web) {
    port.setVisible(web);
    readiness.setVisible(web);
  }
}
