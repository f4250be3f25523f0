package dev.slipway.backend.jobs;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RunId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What there is to do, read apart from the doing. */
@Component
@Transactional(readOnly = true)
class OpenRuns {
  private final RunRepository runs;
  private final JobAppRepository apps;

  OpenRuns(RunRepository runs, JobAppRepository apps) {
    this.runs = runs;
    this.apps = apps;
  }

  public List<AppId> toBegin() {
    return apps.toBegin();
  }

  public List<JobApp> cronJobs() {
    return apps.cronJobs();
  }

  /**
   * @param all whether also those for which nothing happened
   */
  public List<RunId> stirred(boolean all, Instant now) {
    return runs.stirred(all, now);
  }
}
