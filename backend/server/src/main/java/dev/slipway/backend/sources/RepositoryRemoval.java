package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.workloads.AppLeftovers;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Removes the repository of an app that was deleted. */
@Component
class RepositoryRemoval implements AppLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryRemoval.class);

  private final GitRepositories repositories;

  RepositoryRemoval(GitRepositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public boolean removed(long epoch, OrganizationId organization, AppId app) {
    try {
      repositories.remove(app);
      return true;
    } catch (IOException e) {
      LOG.warn("The repository of app {} cannot be removed yet", app.value(), e);
      return false;
    }
  }
}
