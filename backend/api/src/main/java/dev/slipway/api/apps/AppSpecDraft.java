package dev.slipway.api.apps;

import dev.slipway.api.placement.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A spec being changed, so that a copy names only what differs. */
final class AppSpecDraft {
  @Nullable Integer port;
  List<String> command;
  int cpuMillis;
  long memoryBytes;
  int pids;
  @Nullable Probe readiness;
  @Nullable Probe liveness;
  @Nullable Probe startup;
  int terminationGraceSeconds;
  Rollout rollout;
  Placement placement;
  List<Mount> mounts;
  Identity identity;
  @Nullable JobSpec job;
  @Nullable CronSpec cron;
  Budget budget;
  Termination termination;
  Resources resources;
  Isolation isolation;
  List<InitContainer> initContainers;
  List<Sidecar> sidecars;
  @Nullable Autoscaling autoscaling;
  boolean workloadToken;

  AppSpecDraft(AppSpec spec) {
    port = spec.port();
    command = spec.command();
    cpuMillis = spec.cpuMillis();
    memoryBytes = spec.memoryBytes();
    pids = spec.pids();
    readiness = spec.readiness();
    liveness = spec.liveness();
    startup = spec.startup();
    terminationGraceSeconds = spec.terminationGraceSeconds();
    rollout = spec.rollout();
    placement = spec.placement();
    mounts = spec.mounts();
    identity = spec.identity();
    job = spec.job();
    cron = spec.cron();
    budget = spec.budget();
    termination = spec.termination();
    resources = spec.resources();
    isolation = spec.isolation();
    initContainers = spec.initContainers();
    sidecars = spec.sidecars();
    autoscaling = spec.autoscaling();
    workloadToken = spec.workloadToken();
  }

  AppSpec spec() {
    return new AppSpec(
        port,
        command,
        cpuMillis,
        memoryBytes,
        pids,
        readiness,
        liveness,
        startup,
        terminationGraceSeconds,
        rollout,
        placement,
        mounts,
        identity,
        job,
        cron,
        budget,
        termination,
        resources,
        isolation,
        initContainers,
        sidecars,
        autoscaling,
        workloadToken);
  }
}
