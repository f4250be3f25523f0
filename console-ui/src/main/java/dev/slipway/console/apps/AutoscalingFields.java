package dev.slipway.console.apps;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.Autoscaling;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an app has as many pods as it needs, and by what that is told. */
class AutoscalingFields extends Div {
  private static final int USUAL_CPU = 80;
  private static final int USUAL_MOST = 4;

  private final Checkbox on = new Checkbox("As many pods as it needs");
  private final IntegerField min = number("At least", "Pods.");
  private final IntegerField max = number("At most", "Pods.");
  private final IntegerField cpu = number("CPU (%)", "Of what each pod may use, on average.");
  private final IntegerField memory =
      number("Memory (%)", "Of what each pod may hold, on average.");
  private final IntegerField requests = number("Requests/s", "To each pod, on average.");
  private final Div fields = new Div(min, max, cpu, memory, requests);

  AutoscalingFields(AppView.Kind kind) {
    addClassName("stack");
    fields.addClassName("fields");
    requests.setVisible(kind == AppView.Kind.WEB);
    min.setValue(1);
    max.setValue(USUAL_MOST);
    cpu.setValue(USUAL_CPU);
    on.addValueChangeListener(_ -> fields.setVisible(on.getValue()));
    fields.setVisible(false);
    add(on, fields);
  }

  private static IntegerField number(String label, String help) {
    var field = new IntegerField(label);
    field.setHelperText(help);
    field.setMin(1);
    return field;
  }

  void show(@Nullable Autoscaling settings) {
    on.setValue(settings != null);
    if (settings != null) {
      min.setValue(settings.min());
      max.setValue(settings.max());
      cpu.setValue(settings.cpuPercent());
      memory.setValue(settings.memoryPercent());
      requests.setValue(settings.requestsPerSecond());
    }
  }

  /** Null: as many as somebody says. */
  @Nullable Autoscaling autoscaling() {
    return on.getValue()
        ? new Autoscaling(
            Objects.requireNonNullElse(min.getValue(), 1),
            Objects.requireNonNullElse(max.getValue(), 0),
            cpu.getValue(),
            memory.getValue(),
            requests.getValue())
        : null;
  }
}
