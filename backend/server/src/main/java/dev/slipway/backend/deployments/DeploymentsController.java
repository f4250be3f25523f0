package dev.slipway.backend.deployments;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.Page;
import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.backend.builds.BuildQueries;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.AuditedRead;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeploymentsController implements DeploymentsApi {
  private final Authorizer authorizer;
  private final DeploymentService deployments;
  private final DeploymentQueries queries;
  private final BuildQueries builds;

  DeploymentsController(
      Authorizer authorizer,
      DeploymentService deployments,
      DeploymentQueries queries,
      BuildQueries builds) {
    this.authorizer = authorizer;
    this.deployments = deployments;
    this.queries = queries;
    this.builds = builds;
  }

  @Override
  public Page<DeploymentView> list(UUID app, @Nullable String after, int limit) {
    return queries.page(authorizer.app(new AppId(app), DEPLOYMENTS_READ), after, limit);
  }

  @Override
  public DeploymentView deploy(UUID app, Deploy request) {
    AppScope scope = authorizer.app(new AppId(app), DEPLOYMENTS_WRITE);
    return queries.deployment(scope, deployments.deploy(scope, request));
  }

  @Override
  public DeploymentView deployment(UUID deployment) {
    var id = new DeploymentId(deployment);
    return queries.deployment(authorizer.deployment(id, DEPLOYMENTS_READ), id);
  }

  @Override
  public DeploymentView cancel(UUID deployment) {
    var id = new DeploymentId(deployment);
    AppScope scope = authorizer.deployment(id, DEPLOYMENTS_WRITE);
    deployments.cancel(scope, id);
    return queries.deployment(scope, id);
  }

  @Override
  public BuildView build(UUID build) {
    var id = new BuildId(build);
    return builds.build(authorizer.build(id, DEPLOYMENTS_READ), id);
  }

  @Override
  @AuditedRead("builds.readLog")
  public List<BuildLogChunk> buildLog(UUID build, long after, int limit) {
    var id = new BuildId(build);
    return builds.log(authorizer.build(id, DEPLOYMENTS_READ), id, after, limit);
  }
}
