package dev.slipway.backend.previews;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.sources.PreviewView;
import dev.slipway.api.sources.PreviewsApi;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PreviewsController implements PreviewsApi {
  private final Authorizer authorizer;
  private final PreviewService previews;

  PreviewsController(Authorizer authorizer, PreviewService previews) {
    this.authorizer = authorizer;
    this.previews = previews;
  }

  @Override
  public List<PreviewView> list(UUID project) {
    return previews.list(authorizer.project(new ProjectId(project), APPS_READ));
  }

  @Override
  public void end(UUID project, UUID preview) {
    previews.end(authorizer.project(new ProjectId(project), DEPLOYMENTS_WRITE), preview);
  }
}
