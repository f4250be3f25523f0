package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;

/** What a module above knows of sources. */
public interface SourceGuard {
  /**
   * Asked first and in no transaction: it may take a moment, such as to ask what a name leads to.
   *
   * @param source as it was asked for, in good form
   */
  default void look(AppSource source) {}

  /**
   * Called in the transaction of the change.
   *
   * @return the source as it is kept
   * @throws dev.slipway.backend.kernel.Problem when an app of this project may not have it
   */
  AppSource checked(OrganizationId organization, ProjectId project, AppSource source);
}
