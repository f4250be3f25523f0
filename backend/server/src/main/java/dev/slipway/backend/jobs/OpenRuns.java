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
   * @param runs those that may go a step further
   * @param open whether there is any that has not ended
   */
  record Stirred(List<RunId> runs, boolean open) {}

  /**
   * @param all whether also those for which nothing happened
   */
  public Stirred stirred(boolean all, Instant now) {
    List<RunId> stirred = runs.stirred(all, now);
    return new Stirred(stirred, !stirred.isEmpty() || runs.anyOpen());
  }
}
