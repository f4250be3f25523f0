package dev.slipway.backend.jobs;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins a run for each deployment of a job, and takes every open run as far as it can go now. */
@Component
class JobReconciler implements Reconciler {
  /** Pauses and deadlines of open runs pass without a change that would wake us. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final Duration IDLE = Duration.ofSeconds(15);

  private static final Duration ALL = Duration.ofSeconds(15);

  private final OpenRuns open;
  private final Beginnings beginnings;
  private final RunSteps steps;
  private final InstantSource clock;
  private final EachJob<AppId> eachApp = new EachJob<>();
  private final EachJob<RunId> eachRun = new EachJob<>();
  private Instant lastAll = Instant.MIN;
  private volatile boolean busy = true;

  JobReconciler(OpenRuns open, Beginnings beginnings, RunSteps steps, InstantSource clock) {
    this.open = open;
    this.beginnings = beginnings;
    this.steps = steps;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("app", "deployment", "job_run", "pod");
  }

  @Override
  public Progress reconcile(long epoch) {
    Instant now = clock.instant();
    boolean all = lastAll.isBefore(now.minus(ALL));
    if (all) {
      lastAll = now;
    }
    List<AppId> toBegin = open.toBegin();
    int begun = eachApp.count(toBegin, app -> beginnings.begin(epoch, app));
    OpenRuns.Stirred stirred = open.stirred(all, now);
    busy = stirred.open();
    List<RunId> runs = stirred.runs();
    int stepped = eachRun.count(runs, run -> steps.step(epoch, run));
    return new Progress(toBegin.size() + runs.size(), begun + stepped);
  }
}
