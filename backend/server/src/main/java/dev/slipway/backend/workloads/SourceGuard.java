package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;

/** What a module above knows of sources. Called in the transaction of the change. */
public interface SourceGuard {
  /**
   * @return the source as it is kept
   * @throws dev.slipway.backend.kernel.Problem when an app of this project may not have it
   */
  AppSource checked(OrganizationId organization, ProjectId project, AppSource source);
}
