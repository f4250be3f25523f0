package dev.slipway.backend.autoscaling;

import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people see of autoscaling. */
@Service
class AutoscalingQueries {
  private final AutoscalingViewRepository views;

  AutoscalingQueries(AutoscalingViewRepository views) {
    this.views = views;
  }

  @Transactional(readOnly = true)
  public AutoscalingView of(AppScope scope) {
    return views.of(scope).orElseThrow(() -> Problem.notFound("app"));
  }
}
