package dev.slipway.console.apps;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import dev.slipway.api.apps.AppSpec;

/** Whether pods may ask the platform about their own app. */
class WorkloadTokenFields extends Div {
  private final Checkbox wanted = new Checkbox("Each pod gets a token of its own");

  WorkloadTokenFields() {
    addClassName("fields");
    wanted.setHelperText(
        "Its program reads this app over the API with it, and nothing else. The file is named by"
            + " SLIPWAY_TOKEN_FILE and replaced before the token ends, after an hour: read it each time.");
    add(wanted);
  }

  void show(AppSpec spec) {
    wanted.setValue(spec.workloadToken());
  }

  AppSpec into(AppSpec spec) {
    return spec.withWorkloadToken(wanted.getValue());
  }
}
