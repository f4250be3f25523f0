package dev.slipway.api.deployments;

import dev.slipway.api.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface DeploymentsApi {
  @GetExchange("/apps/{app}/deployments")
  Page<DeploymentView> list(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);

  /**
   * Builds and rolls out a commit, or rolls out a revision (rollback), or restarts the running one.
   */
  @PostExchange("/apps/{app}/deployments")
  @ResponseStatus(HttpStatus.ACCEPTED)
  DeploymentView deploy(@PathVariable UUID app, @RequestBody Deploy request);

  @GetExchange("/deployments/{deployment}")
  DeploymentView deployment(@PathVariable UUID deployment);

  /** Stops the build at once, or takes the rollout back to the running revision. */
  @PostExchange("/deployments/{deployment}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  DeploymentView cancel(@PathVariable UUID deployment);

  @GetExchange("/builds/{build}")
  BuildView build(@PathVariable UUID build);

  /** Chunks of the build's log after the given number, oldest first. */
  @GetExchange("/builds/{build}/log")
  List<BuildLogChunk> buildLog(
      @PathVariable UUID build,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "500") int limit);
}
