package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import dev.slipway.api.apps.AppSpec;

/** How one finds out whether a pod has started, takes traffic, and lives. */
class HealthFields extends Div {
  private final ProbeFields startup =
      new ProbeFields(
          "Startup",
          "The other two wait until it is good once; if it never is, the pod is started again.");
  private final ProbeFields readiness =
      new ProbeFields(
          "Readiness",
          "While it is not good the pod gets no requests; it is never started again for it.");
  private final ProbeFields liveness =
      new ProbeFields("Liveness", "When it is not good for long the pod is started again.");

  HealthFields() {
    addClassName("stack");
    add(startup, readiness, liveness);
  }

  void show(AppSpec spec) {
    // Nobody sends requests to what ends by itself.
    readiness.setVisible(spec.job() == null);
    startup.show(spec.startup());
    readiness.show(spec.readiness());
    liveness.show(spec.liveness());
  }

  AppSpec into(AppSpec spec) {
    return spec.withProbes(readiness.probe(), liveness.probe(), startup.probe());
  }
}
