package dev.slipway.backend.autoscaling;

import static dev.slipway.backend.security.Permission.APPS_READ;

import dev.slipway.api.metrics.AutoscalingApi;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AutoscalingController implements AutoscalingApi {
  private final Authorizer authorizer;
  private final AutoscalingQueries queries;

  AutoscalingController(Authorizer authorizer, AutoscalingQueries queries) {
    this.authorizer = authorizer;
    this.queries = queries;
  }

  @Override
  public AutoscalingView autoscaling(UUID app) {
    return queries.of(authorizer.app(new AppId(app), APPS_READ));
  }
}
