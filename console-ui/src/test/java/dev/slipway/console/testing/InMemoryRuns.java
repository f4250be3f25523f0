package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.Refusal;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.jobs.RunChange;
import dev.slipway.api.jobs.RunPodView;
import dev.slipway.api.jobs.RunView;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.api.jobs.RunsApi;
import dev.slipway.api.jobs.ScheduleView;
import dev.slipway.api.jobs.SchedulesApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run under way and one that failed; remembers what was asked for. */
public class InMemoryRuns implements RunsApi {
  public final List<String> asked = new ArrayList<>();
  public State state = State.RUNNING;

  @Override
  public Page<RunView> list(UUID app, @Nullable String after, int limit) {
    return new Page<>(List.of(run(Samples.RUN), failed()), null);
  }

  @Override
  public RunView start(UUID app) {
    asked.add("start");
    return run(Samples.RUN);
  }

  @Override
  public RunView run(UUID run) {
    if (!run.equals(Samples.RUN)) {
      throw new Samples.NotThere();
    }
    return view(run, 2, state, 2, null);
  }

  @Override
  public List<RunPodView> pods(UUID run) {
    return List.of(
        new RunPodView(
            Samples.POD,
            "slp-backup-r2-abcdef",
            null,
            "node-1",
            RunPodView.Outcome.FAILED,
            3,
            "Error",
            "It ended with code 3: no database.",
            0,
            Samples.NOW,
            Samples.NOW));
  }

  @Override
  public List<RunChange> changes(UUID run) {
    return List.of(new RunChange(Samples.NOW, State.RUNNING, "backup-29453760 begins."));
  }

  @Override
  public RunView cancel(UUID run) {
    asked.add("cancel");
    state = State.CANCELED;
    return run(run);
  }

  @Override
  public RunView suspend(UUID run) {
    asked.add("suspend");
    state = State.SUSPENDED;
    return run(run);
  }

  @Override
  public RunView resume(UUID run) {
    asked.add("resume");
    state = State.RUNNING;
    return run(run);
  }

  private static RunView failed() {
    return view(Samples.id(91), 1, State.FAILED, 0, "Its pods failed 7 times; failures borne: 6.");
  }

  private static RunView view(
      UUID id, int number, State state, int succeeded, @Nullable String problem) {
    return new RunView(
        id,
        Samples.JOB,
        number,
        "backup-2945376" + number,
        Trigger.SCHEDULE,
        "the schedule",
        3,
        Samples.NOW,
        state,
        Samples.NOW,
        JobSpec.of(5, 2),
        state.ended() ? 0 : 1,
        succeeded,
        1,
        Samples.NOW,
        state.ended() ? Samples.NOW.plusSeconds(42) : null,
        problem == null ? null : "backoff-limit-exceeded",
        problem,
        Samples.NOW);
  }

  /** Every night at three, whatever is asked; "never" is no schedule. */
  public static class Schedules implements SchedulesApi {
    public boolean suspended;

    @Override
    public ScheduleView preview(String schedule, String timeZone) {
      if (schedule.equals("never")) {
        throw new NoSchedule();
      }
      return new ScheduleView(
          schedule,
          timeZone,
          false,
          List.of(
              Instant.parse("2026-03-02T02:00:00Z"),
              Instant.parse("2026-03-03T02:00:00Z"),
              Instant.parse("2026-03-04T02:00:00Z")));
    }

    @Override
    public ScheduleView schedule(UUID app) {
      ScheduleView shown = preview("0 3 * * *", "Europe/Berlin");
      return suspended
          ? new ScheduleView(shown.schedule(), shown.timeZone(), true, List.of())
          : shown;
    }

    @Override
    public ScheduleView suspend(UUID app) {
      suspended = true;
      return schedule(app);
    }

    @Override
    public ScheduleView resume(UUID app) {
      suspended = false;
      return schedule(app);
    }
  }

  private static final class NoSchedule extends RuntimeException implements Refusal {
    NoSchedule() {
      super("\"never\" is not a schedule.");
    }

    @Override
    public String type() {
      return "invalid";
    }
  }
}
