package dev.slipway.console.apps;

import com.vaadin.flow.component.details.Details;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Sidecar;
import org.jspecify.annotations.Nullable;

/** How one finds out how a sidecar is; open when something is asked already. */
class SidecarProbes extends Details {
  private final ProbeFields startup =
      new ProbeFields("Startup", "What comes after the sidecar waits until it is good once.");
  private final ProbeFields readiness =
      new ProbeFields("Readiness", "While it is not good the pod gets no requests.");
  private final ProbeFields liveness =
      new ProbeFields(
          "Liveness", "When it is not good for long, the sidecar alone is started again.");

  SidecarProbes() {
    setSummaryText("Probes");
    add(startup, readiness, liveness);
  }

  void show(Sidecar sidecar) {
    startup.show(sidecar.startup());
    readiness.show(sidecar.readiness());
    liveness.show(sidecar.liveness());
    setOpened(
        sidecar.startup() != null || sidecar.readiness() != null || sidecar.liveness() != null);
  }

  @Nullable Probe startup() {
    return startup.probe();
  }

  @Nullable Probe readiness() {
    return readiness.probe();
  }

  @Nullable Probe liveness() {
    return liveness.probe();
  }
}
