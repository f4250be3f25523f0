package dev.slipway.backend.metrics;

import static dev.slipway.backend.security.Permission.APPS_READ;

import dev.slipway.api.metrics.AppUsageApi;
import dev.slipway.api.metrics.AppUsageView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AppUsageController implements AppUsageApi {
  private final Authorizer authorizer;
  private final AppUsage usage;

  AppUsageController(Authorizer authorizer, AppUsage usage) {
    this.authorizer = authorizer;
    this.usage = usage;
  }

  @Override
  public AppUsageView usage(UUID app) {
    return usage.of(authorizer.app(new AppId(app), APPS_READ));
  }
}
