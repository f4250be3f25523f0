package dev.slipway.backend.deployments;

import static dev.slipway.backend.security.Permission.APPS_READ;

import dev.slipway.api.placement.PlacementApi;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.TryPlacement;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.security.Authorizer;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlacementController implements PlacementApi {
  private final Authorizer authorizer;
  private final DryRun dryRun;

  PlacementController(Authorizer authorizer, DryRun dryRun) {
    this.authorizer = authorizer;
    this.dryRun = dryRun;
  }

  @Override
  public PlacementView ofApp(UUID app, TryPlacement request) {
    return dryRun.ofApp(authorizer.app(new AppId(app), APPS_READ), request);
  }

  @Override
  public PlacementView ofNewApp(UUID environment, TryPlacement request) {
    return dryRun.ofNewApp(
        authorizer.environment(new EnvironmentId(environment), APPS_READ), request);
  }
}
