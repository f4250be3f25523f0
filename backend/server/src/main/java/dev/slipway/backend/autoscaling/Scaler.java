package dev.slipway.backend.autoscaling;

import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.quotas.Quotas;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes how many pods an app wants, unless somebody else did meanwhile. */
@Component
class Scaler {
  private final LookRepository looks;
  private final Quotas quotas;
  private final EventLog events;

  Scaler(LookRepository looks, Quotas quotas, EventLog events) {
    this.looks = looks;
    this.quotas = quotas;
    this.events = events;
  }

  /**
   * False when the app is not any more what was looked at: the next look sees what it is.
   *
   * @throws Problem quota-exceeded
   */
  @Transactional
  public boolean scale(long epoch, Look look, Look.Change change) {
    // First the app and then the quota, as those do who change an app by hand.
    if (!looks.lock(epoch, look.app())) {
      return false;
    }
    if (!quotas.admit(
        look.app().organization(), () -> looks.scale(epoch, look.app(), change.to()))) {
      return false;
    }
    looks.note(epoch, look, change);
    tell(look, Severity.INFO, "AppAutoscaled", change.reason());
    return true;
  }

  /** Told once: it is tried again every 15 seconds. */
  @Transactional
  public void refused(long epoch, Look look, Look.Change change, String why) {
    looks.failed(epoch, look, why);
    boolean known =
        look.app().conditions().stream()
            .anyMatch(condition ->
                condition.type() == AutoscalingView.Type.ABLE_TO_SCALE && !condition.holds());
    if (!known) {
      tell(look, Severity.WARNING, "AutoscalingRefused", change.reason() + " But: " + why);
    }
  }

  private void tell(Look look, Severity severity, String reason, String message) {
    ScaledApp app = look.app();
    events.record(
        new NewEvent(
            severity,
            reason,
            message,
            app.organization(),
            app.project(),
            app.id(),
            null,
            null,
            null));
  }
}
