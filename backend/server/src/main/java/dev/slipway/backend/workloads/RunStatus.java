package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.backend.workloads.ObservedRuns.EndedRun;
import dev.slipway.backend.workloads.ObservedRuns.OpenRun;
import org.jspecify.annotations.Nullable;

/** One word for how a job or cron job is, once something of it is in service. */
final class RunStatus {
  private RunStatus() {}

  /**
   * @param unplaced sentence about a pod that no machine takes; null when none waits
   */
  static Status of(ObservedRuns runs, @Nullable String unplaced) {
    OpenRun newest = runs.newest();
    if (newest != null) {
      return open(newest, runs.open(), unplaced);
    }
    EndedRun last = runs.last();
    if (last == null) {
      return new Status(AppView.Status.WAITING, never(runs));
    }
    return switch (last.state()) {
      case "SUCCEEDED" ->
          new Status(
              AppView.Status.SUCCEEDED, "Run %d succeeded.%s".formatted(last.number(), then(runs)));
      case "CANCELED" ->
          new Status(
              AppView.Status.WAITING, "Run %d was ended.%s".formatted(last.number(), then(runs)));
      default ->
          new Status(
              AppView.Status.FAILING,
              "Run %d failed. %s%s"
                  .formatted(
                      last.number(), last.problem() == null ? "" : last.problem(), then(runs)));
    };
  }

  private static Status open(OpenRun run, int open, @Nullable String unplaced) {
    if (run.suspended()) {
      return new Status(
          AppView.Status.WAITING, "Run %d is suspended: resume it.".formatted(run.number()));
    }
    if (unplaced != null) {
      return new Status(AppView.Status.WAITING, unplaced);
    }
    Integer completions = run.completions();
    String done =
        completions == null
            ? "%d pods succeeded".formatted(run.succeeded())
            : "%d of %d succeeded".formatted(run.succeeded(), completions);
    String failed = run.failed() == 0 ? "" : ", %d failed".formatted(run.failed());
    String others = open == 1 ? "" : " %d other runs are under way.".formatted(open - 1);
    return new Status(
        AppView.Status.PROGRESSING,
        "Run %d is under way: %s%s.%s".formatted(run.number(), done, failed, others));
  }

  private static String never(ObservedRuns runs) {
    return runs.kind() == Kind.CRON_JOB
        ? "No run yet." + then(runs)
        : "Its first run is about to start.";
  }

  private static String then(ObservedRuns runs) {
    return runs.suspended() ? " Its schedule is suspended." : "";
  }
}
