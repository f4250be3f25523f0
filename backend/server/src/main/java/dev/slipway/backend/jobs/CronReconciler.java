package dev.slipway.backend.jobs;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins the runs of cron jobs when they are due. */
@Component
class CronReconciler implements Reconciler {
  /** Times of schedules come without a change that would wake us. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final Duration IDLE = Duration.ofSeconds(15);

  private final OpenRuns open;
  private final CronJobs jobs;
  private final EachJob<JobApp> each = new EachJob<>();
  private volatile boolean busy = true;

  CronReconciler(OpenRuns open, CronJobs jobs) {
    this.open = open;
    this.jobs = jobs;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("app", "job_run");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<JobApp> apps = open.cronJobs();
    busy = !apps.isEmpty();
    return new Progress(
        apps.size(), each.count(apps, app -> jobs.stirs(app) && jobs.look(epoch, app.id())));
  }
}
