package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.placement.Placement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an app runs. Part of every revision.
 *
 * @param port the port the app listens on, also given to it as PORT; null unless it is a web app
 * @param command replaces the image's command when not empty
 * @param cpuMillis thousandths of a core, a limit
 * @param memoryBytes limit; more is an out-of-memory kill
 * @param pids most processes and threads
 * @param readiness when a pod takes traffic; null: as soon as it accepts a TCP connection (web) or
 *     runs (worker)
 * @param liveness when a pod is restarted; null: only when its process ends
 * @param startup gates the other two while a slow app starts; null: none
 * @param terminationGraceSeconds from the stop signal to the kill
 * @param rollout how new revisions replace old ones
 * @param placement which nodes take its pods
 * @param mounts volumes, secret files and temporary space, and where the app finds them
 * @param identity whether there may be several pods at a time
 * @param job how the runs of a job or cron job end; null for other kinds
 * @param cron when a cron job runs; null for other kinds
 * @param budget how many pods may be missing while a machine is emptied
 */
public record AppSpec(
    @Nullable Integer port,
    List<String> command,
    int cpuMillis,
    long memoryBytes,
    int pids,
    @Nullable Probe readiness,
    @Nullable Probe liveness,
    @Nullable Probe startup,
    int terminationGraceSeconds,
    Rollout rollout,
    Placement placement,
    List<Mount> mounts,
    Identity identity,
    @Nullable JobSpec job,
    @Nullable CronSpec cron,
    Budget budget) {

  /** What is said neither by a caller nor by a spec kept before it could be is as usual. */
  public AppSpec(
      @Nullable Integer port,
      List<String> command,
      int cpuMillis,
      long memoryBytes,
      int pids,
      @Nullable Probe readiness,
      @Nullable Probe liveness,
      @Nullable Probe startup,
      int terminationGraceSeconds,
      Rollout rollout,
      @Nullable Placement placement,
      @Nullable List<Mount> mounts,
      @Nullable Identity identity,
      @Nullable JobSpec job,
      @Nullable CronSpec cron,
      @Nullable Budget budget) {
    this.port = port;
    this.command = command;
    this.cpuMillis = cpuMillis;
    this.memoryBytes = memoryBytes;
    this.pids = pids;
    this.readiness = readiness;
    this.liveness = liveness;
    this.startup = startup;
    this.terminationGraceSeconds = terminationGraceSeconds;
    this.rollout = rollout;
    this.placement = requireNonNullElse(placement, Placement.anywhere());
    this.mounts = requireNonNullElse(mounts, List.of());
    this.identity = requireNonNullElse(identity, Identity.INTERCHANGEABLE);
    this.job = job;
    this.cron = cron;
    this.budget = requireNonNullElse(budget, Budget.USUAL);
  }

  public static AppSpec web(int port) {
    return worker().withPort(port);
  }

  public static AppSpec worker() {
    return new AppSpec(
        null,
        List.of(),
        1000,
        512L << 20,
        256,
        null,
        null,
        null,
        30,
        Rollout.rolling(),
        Placement.anywhere(),
        List.of(),
        Identity.INTERCHANGEABLE,
        null,
        null,
        Budget.USUAL);
  }

  public AppSpec withPort(@Nullable Integer port) {
    return with(draft -> draft.port = port);
  }

  public AppSpec withCommand(List<String> command) {
    return with(draft -> draft.command = command);
  }

  public AppSpec withLimits(int cpuMillis, long memoryBytes, int pids) {
    return with(draft -> {
      draft.cpuMillis = cpuMillis;
      draft.memoryBytes = memoryBytes;
      draft.pids = pids;
    });
  }

  public AppSpec withProbes(
      @Nullable Probe readiness, @Nullable Probe liveness, @Nullable Probe startup) {
    return with(draft -> {
      draft.readiness = readiness;
      draft.liveness = liveness;
      draft.startup = startup;
    });
  }

  public AppSpec withRollout(Rollout rollout) {
    return with(draft -> draft.rollout = rollout);
  }

  public AppSpec withPlacement(Placement placement) {
    return with(draft -> draft.placement = placement);
  }

  public AppSpec withMounts(List<Mount> mounts) {
    return with(draft -> draft.mounts = mounts);
  }

  public AppSpec withIdentity(Identity identity) {
    return with(draft -> draft.identity = identity);
  }

  public AppSpec withJob(@Nullable JobSpec job) {
    return with(draft -> draft.job = job);
  }

  public AppSpec withCron(@Nullable CronSpec cron) {
    return with(draft -> draft.cron = cron);
  }

  public AppSpec withBudget(Budget budget) {
    return with(draft -> draft.budget = budget);
  }

  private AppSpec with(Consumer<AppSpecDraft> change) {
    var draft = new AppSpecDraft(this);
    change.accept(draft);
    return draft.spec();
  }
}
