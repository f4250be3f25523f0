package dev.slipway.console.apps;

import static java.util.Objects.requireNonNullElse;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Hook;
import dev.slipway.api.apps.Termination;
import org.jspecify.annotations.Nullable;

/** What happens before and when a pod is asked to end. */
class EndingFields extends Div {
  private static final String IMAGES = "As the image says";

  private final IntegerField grace = new IntegerField("Time to end (seconds)");
  private final Select<String> signal = new Select<>();
  private final Select<Before> before = new Select<>();
  private final TextField command = new TextField("Command before the end");
  private final TextField path = new TextField("Path requested before the end");
  private Termination base = Termination.USUAL;

  private enum Before {
    NOTHING("Nothing"),
    COMMAND("Run a command in the container"),
    REQUEST("Request a path of the app");

    private final String words;

    Before(String words) {
      this.words = words;
    }
  }

  EndingFields() {
    addClassName("fields");
    grace.setHelperText("From when it is told to end. What still runs then is killed.");
    signal.setLabel("Stop signal");
    signal.setItems(
        IMAGES,
        "SIGTERM",
        "SIGINT",
        "SIGQUIT",
        "SIGHUP",
        "SIGUSR1",
        "SIGUSR2",
        "SIGWINCH",
        "SIGABRT",
        "SIGPWR",
        "SIGKILL");
    before.setLabel("Before the signal");
    before.setItems(Before.values());
    before.setItemLabelGenerator(one -> one.words);
    before.setHelperText("Part of the time to end. The pod gets no new requests by then.");
    before.addValueChangeListener(_ -> fit());
    command.setHelperText("Words with spaces in double quotes.");
    path.setPlaceholder("/leave");
    add(grace, signal, before, command, path);
    before.setValue(Before.NOTHING);
  }

  void show(AppSpec spec) {
    base = spec.termination();
    grace.setValue(spec.terminationGraceSeconds());
    signal.setValue(requireNonNullElse(base.stopSignal(), IMAGES));
    Hook hook = base.preStop();
    before.setValue(before(hook));
    command.setValue(hook == null ? "" : CommandLine.line(hook.command()));
    path.setValue(hook == null ? "" : requireNonNullElse(hook.path(), ""));
    fit();
  }

  AppSpec into(AppSpec spec) {
    String chosen = signal.getValue();
    return spec.withTermination(
        requireNonNullElse(grace.getValue(), spec.terminationGraceSeconds()),
        new Termination(IMAGES.equals(chosen) ? null : chosen, hook()));
  }

  private @Nullable Hook hook() {
    Hook known = base.preStop();
    return switch (before.getValue()) {
      case NOTHING -> null;
      case COMMAND -> new Hook(Hook.Kind.EXEC, CommandLine.words(command.getValue()), null, null);
      case REQUEST ->
          new Hook(
              Hook.Kind.HTTP,
              java.util.List.of(),
              path.getValue().trim(),
              known == null ? null : known.port());
    };
  }

  private static Before before(@Nullable Hook hook) {
    if (hook == null) {
      return Before.NOTHING;
    }
    return switch (hook.kind()) {
      case EXEC -> Before.COMMAND;
      case HTTP -> Before.REQUEST;
    };
  }

  private void fit() {
    command.setVisible(before.getValue() == Before.COMMAND);
    path.setVisible(before.getValue() == Before.REQUEST);
  }
}
