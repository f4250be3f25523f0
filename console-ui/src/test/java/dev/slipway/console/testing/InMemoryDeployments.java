package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One deployment under way; remembers what was asked for. */
public class InMemoryDeployments implements DeploymentsApi {
  public final List<Deploy> asked = new ArrayList<>();
  public DeploymentView.State state = DeploymentView.State.PROGRESSING;

  @Override
  public Page<DeploymentView> list(UUID app, @Nullable String after, int limit) {
    return new Page<>(List.of(Samples.deployment(state)), null);
  }

  @Override
  public DeploymentView deploy(UUID app, Deploy request) {
    asked.add(request);
    return Samples.deployment(state);
  }

  @Override
  public DeploymentView deployment(UUID deployment) {
    if (!deployment.equals(Samples.DEPLOYMENT)) {
      throw new Samples.NotThere();
    }
    return Samples.deployment(state);
  }

  @Override
  public DeploymentView cancel(UUID deployment) {
    state = DeploymentView.State.CANCELED;
    return Samples.deployment(state);
  }

  @Override
  public BuildView build(UUID build) {
    return Samples.build();
  }

  @Override
  public List<BuildLogChunk> buildLog(UUID build, long after, int limit) {
    return after > 0
        ? List.of()
        : List.of(
            new BuildLogChunk(
                1,
                Samples.NOW,
                "#1 [1/4] FROM python:3.11-slim\n#1 CACHED\n#2 [2/4] COPY app.py .\n\u001b[32m#2 DONE 0.1s\u001b[0m\n"));
  }
}
