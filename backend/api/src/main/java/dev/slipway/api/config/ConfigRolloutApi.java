package dev.slipway.api.config;

import dev.slipway.api.deployments.DeploymentView;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Which apps run with another config than is set now, and deploying them with it. */
@HttpExchange("/api/v1")
public interface ConfigRolloutApi {
  @GetExchange("/organizations/{organization}/config-status")
  List<ConfiguredApp> ofOrganization(@PathVariable UUID organization);

  @GetExchange("/projects/{project}/config-status")
  List<ConfiguredApp> ofProject(@PathVariable UUID project);

  @GetExchange("/environments/{environment}/config-status")
  List<ConfiguredApp> ofEnvironment(@PathVariable UUID environment);

  @GetExchange("/apps/{app}/config-status")
  ConfiguredApp ofApp(@PathVariable UUID app);

  /** The running images once more, with the config of now: nothing is built. All or none begin. */
  @PostExchange("/organizations/{organization}/config-deployments")
  @ResponseStatus(HttpStatus.ACCEPTED)
  List<DeploymentView> deployOrganization(
      @PathVariable UUID organization, @RequestBody DeployConfig request);

  @PostExchange("/projects/{project}/config-deployments")
  @ResponseStatus(HttpStatus.ACCEPTED)
  List<DeploymentView> deployProject(@PathVariable UUID project, @RequestBody DeployConfig request);

  @PostExchange("/environments/{environment}/config-deployments")
  @ResponseStatus(HttpStatus.ACCEPTED)
  List<DeploymentView> deployEnvironment(
      @PathVariable UUID environment, @RequestBody DeployConfig request);
}
