package dev.slipway.console.apps;

import static java.util.Objects.requireNonNullElse;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question that is asked of the pods, over and over. */
class ProbeFields extends Div {
  private final Select<Asked> asked = new Select<>();
  private final TextField path;
  private final TextField command;
  private final TextField service;
  private final IntegerField port;
  private final IntegerField period;
  private final IntegerField timeout;
  private final IntegerField failures;
  private Probe base = Probe.http("/");

  private enum Asked {
    NOTHING("Nothing", null),
    HTTP("An HTTP path", Probe.Kind.HTTP),
    TCP("A TCP connection", Probe.Kind.TCP),
    EXEC("A command in the container", Probe.Kind.EXEC),
    GRPC("gRPC health", Probe.Kind.GRPC);

    private final String words;
    private final Probe.@Nullable Kind kind;

    Asked(String words, Probe.@Nullable Kind kind) {
      this.words = words;
      this.kind = kind;
    }
  }

  /**
   * @param name such as Readiness
   * @param meaning what an answer changes
   */
  ProbeFields(String name, String meaning) {
    addClassName("fields");
    asked.setLabel(name + " asks");
    asked.setHelperText(meaning);
    asked.setItems(Asked.values());
    asked.setItemLabelGenerator(one -> one.words);
    path = new TextField(name + " path");
    path.setPlaceholder("/healthz");
    path.setHelperText("Good is 200 to 399.");
    command = new TextField(name + " command");
    command.setHelperText("Good is exit code 0. Words with spaces in double quotes.");
    service = new TextField(name + " service");
    service.setHelperText("Of grpc.health.v1; empty: the server as a whole. Good is SERVING.");
    port = new IntegerField(name + " port");
    port.setHelperText("Empty: the app's port.");
    period = new IntegerField(name + " every (seconds)");
    timeout = new IntegerField(name + " answer within (seconds)");
    failures = new IntegerField(name + " failures in a row");
    asked.addValueChangeListener(_ -> fit());
    add(asked, path, command, service, port, period, timeout, failures);
    show(null);
  }

  final void show(@Nullable Probe probe) {
    base = probe == null ? Probe.http("/healthz") : probe;
    Asked chosen = Asked.NOTHING;
    for (Asked one : Asked.values()) {
      chosen = probe != null && one.kind == probe.kind() ? one : chosen;
    }
    asked.setValue(chosen);
    path.setValue(requireNonNullElse(base.path(), ""));
    command.setValue(CommandLine.line(base.command()));
    service.setValue(requireNonNullElse(base.service(), ""));
    port.setValue(base.port());
    period.setValue(base.periodSeconds());
    timeout.setValue(base.timeoutSeconds());
    failures.setValue(base.failureThreshold());
    fit();
  }

  @Nullable Probe probe() {
    Probe.Kind kind = asked.getValue().kind;
    if (kind == null) {
      return null;
    }
    boolean grpc = kind == Probe.Kind.GRPC && !service.getValue().isBlank();
    return new Probe(
        kind,
        kind == Probe.Kind.HTTP ? path.getValue().trim() : null,
        kind == Probe.Kind.EXEC ? null : port.getValue(),
        kind == Probe.Kind.EXEC ? CommandLine.words(command.getValue()) : List.of(),
        base.initialDelaySeconds(),
        requireNonNullElse(period.getValue(), base.periodSeconds()),
        requireNonNullElse(timeout.getValue(), base.timeoutSeconds()),
        base.successThreshold(),
        requireNonNullElse(failures.getValue(), base.failureThreshold()),
        grpc ? service.getValue().trim() : null,
        base.terminationGraceSeconds());
  }

  private void fit() {
    Probe.Kind kind = asked.getValue() == null ? null : asked.getValue().kind;
    path.setVisible(kind == Probe.Kind.HTTP);
    command.setVisible(kind == Probe.Kind.EXEC);
    service.setVisible(kind == Probe.Kind.GRPC);
    port.setVisible(kind != null && kind != Probe.Kind.EXEC);
    period.setVisible(kind != null);
    timeout.setVisible(kind != null);
    failures.setVisible(kind != null);
  }
}
