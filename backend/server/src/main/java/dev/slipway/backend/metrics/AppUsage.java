package dev.slipway.backend.metrics;

import dev.slipway.api.metrics.AppUsageView;
import dev.slipway.backend.security.AppScope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an app's pods use. */
@Service
class AppUsage {
  private final AppUsageViewRepository views;

  AppUsage(AppUsageViewRepository views) {
    this.views = views;
  }

  @Transactional(readOnly = true)
  public AppUsageView of(AppScope scope) {
    return new AppUsageView(views.pods(scope), views.series(scope));
  }
}
