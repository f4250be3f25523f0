package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
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
 * @param termination what happens before and at the stop signal
 * @param resources what its pods book of a machine
 * @param isolation how they are kept apart from it
 * @param initContainers run one after the other before the app starts
 * @param sidecars run beside the app
 * @param autoscaling how many pods it has by what they use; null: as many as its replicas say. Acts
 *     at once, not with the next deployment
 * @param workloadToken whether each pod finds a token of its own that reads this app over the API
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
    Budget budget,
    Termination termination,
    Resources resources,
    Isolation isolation,
    List<InitContainer> initContainers,
    List<Sidecar> sidecars,
    @Nullable Autoscaling autoscaling,
    @Usual Boolean workloadToken) {

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
      @Nullable Rollout rollout,
      @Nullable Placement placement,
      @Nullable List<Mount> mounts,
      @Nullable Identity identity,
      @Nullable JobSpec job,
      @Nullable CronSpec cron,
      @Nullable Budget budget,
      @Nullable Termination termination,
      @Nullable Resources resources,
      @Nullable Isolation isolation,
      @Nullable List<InitContainer> initContainers,
      @Nullable List<Sidecar> sidecars,
      @Nullable Autoscaling autoscaling,
      @Nullable Boolean workloadToken) {
    this.port = port;
    this.command = command;
    this.cpuMillis = cpuMillis;
    this.memoryBytes = memoryBytes;
    this.pids = pids;
    this.readiness = readiness;
    this.liveness = liveness;
    this.startup = startup;
    this.terminationGraceSeconds = terminationGraceSeconds;
    this.rollout = requireNonNullElse(rollout, Rollout.rolling());
    this.placement = requireNonNullElse(placement, Placement.anywhere());
    this.mounts = requireNonNullElse(mounts, List.of());
    this.identity = requireNonNullElse(identity, Identity.INTERCHANGEABLE);
    this.job = job;
    this.cron = cron;
    this.budget = requireNonNullElse(budget, Budget.USUAL);
    this.termination = requireNonNullElse(termination, Termination.USUAL);
    this.resources = requireNonNullElse(resources, Resources.USUAL);
    this.isolation = requireNonNullElse(isolation, Isolation.RESTRICTED);
    this.initContainers = requireNonNullElse(initContainers, List.of());
    this.sidecars = requireNonNullElse(sidecars, List.of());
    this.autoscaling = autoscaling;
    this.workloadToken = requireNonNullElse(workloadToken, false);
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
        Budget.USUAL,
        Termination.USUAL,
        Resources.USUAL,
        Isolation.RESTRICTED,
        List.of(),
        List.of(),
        null,
        false);
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

  /**
   * @param graceSeconds from the stop signal to the kill
   */
  public AppSpec withTermination(int graceSeconds, Termination termination) {
    return with(draft -> {
      draft.terminationGraceSeconds = graceSeconds;
      draft.termination = termination;
    });
  }

  public AppSpec withResources(Resources resources) {
    return with(draft -> draft.resources = resources);
  }

  public AppSpec withIsolation(Isolation isolation) {
    return with(draft -> draft.isolation = isolation);
  }

  public AppSpec withInitContainers(List<InitContainer> initContainers) {
    return with(draft -> draft.initContainers = initContainers);
  }

  public AppSpec withSidecars(List<Sidecar> sidecars) {
    return with(draft -> draft.sidecars = sidecars);
  }

  public AppSpec withAutoscaling(@Nullable Autoscaling autoscaling) {
    return with(draft -> draft.autoscaling = autoscaling);
  }

  public AppSpec withWorkloadToken(boolean workloadToken) {
    return with(draft -> draft.workloadToken = workloadToken);
  }

  private AppSpec with(Consumer<AppSpecDraft> change) {
    var draft = new AppSpecDraft(this);
    change.accept(draft);
    return draft.spec();
  }
}
