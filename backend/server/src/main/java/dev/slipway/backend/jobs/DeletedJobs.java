package dev.slipway.backend.jobs;

import dev.slipway.backend.jobs.DeletedRunRepository.Left;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.workloads.AppLeftovers;
import java.time.InstantSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends what runs of a job that is deleted. Its rows go with those of its deployments. */
@Component
@Order(5)
class DeletedJobs implements AppLeftovers {
  private final DeletedRunRepository runs;
  private final InstantSource clock;

  DeletedJobs(DeletedRunRepository runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  @Override
  @Transactional
  public boolean removed(long epoch, OrganizationId organization, AppId app) {
    Left left = runs.left(app);
    if (left.runs() + left.pods() > 0) {
      runs.end(epoch, app, clock.instant());
    }
    return left.pods() == 0;
  }
}
