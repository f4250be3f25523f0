package dev.slipway.backend.workloads;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Resources;
import dev.slipway.api.apps.Rollout;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a spec may say. Zero never means "no limit". */
final class SpecRules {
  private static final int DEFAULT_PORT = 8080;
  private static final long MEBIBYTE = 1L << 20;
  private static final int DAY = 86_400;

  private SpecRules() {}

  /** The spec as it is kept: checked, and with the defaults of its kind where nothing was said. */
  static AppSpec complete(Kind kind, @Nullable AppSpec spec) {
    if (spec == null) {
      return JobRules.complete(
          kind,
          switch (kind) {
            case WEB -> AppSpec.web(DEFAULT_PORT);
            case WORKER, JOB, CRON_JOB, DAEMON -> AppSpec.worker();
          });
    }
    // From JSON a field that must be there may be missing all the same.
    List<String> command = requireNonNullElse(spec.command(), List.of());
    Rollout rollout = requireNonNullElse(spec.rollout(), Rollout.rolling());
    Integer port = port(kind, spec.port());
    command(command, "command");
    within("cpu", spec.cpuMillis(), 50, 64_000, "thousandths of a core");
    within(
        "memory",
        spec.memoryBytes(),
        16 * MEBIBYTE,
        1024 * 1024 * MEBIBYTE,
        "bytes (16 MiB to 1 TiB)");
    within("pids", spec.pids(), 16, 32_768, "processes and threads");
    List<InitContainer> initContainers = ContainerRules.initContainers(spec.initContainers());
    List<Sidecar> sidecars = ContainerRules.sidecars(spec.sidecars(), port);
    ContainerRules.apart(initContainers, sidecars);
    within("terminationGraceSeconds", spec.terminationGraceSeconds(), 0, 3_600, "seconds");
    List<Mount> mounts = MountRules.checked(spec.mounts(), spec.memoryBytes());
    Resources resources =
        LifeRules.resources(spec.resources(), spec.cpuMillis(), spec.memoryBytes());
    LifeRules.ephemeral(resources, mounts);
    int grace = spec.terminationGraceSeconds();
    return JobRules.complete(kind, spec)
        .withTermination(grace, LifeRules.termination(spec.termination(), grace, port))
        .withResources(resources)
        .withPort(port)
        .withCommand(command)
        .withProbes(
            probe("readiness", spec.readiness(), port, true),
            probe("liveness", spec.liveness(), port, false),
            probe("startup", spec.startup(), port, false))
        .withRollout(rollout(rollout))
        .withPlacement(PlacementRules.check(spec.placement()))
        .withMounts(mounts)
        .withBudget(BudgetRules.checked(spec.budget()))
        .withInitContainers(initContainers)
        .withSidecars(sidecars)
        .withAutoscaling(AutoscalingRules.checked(kind, spec, AppService.MOST_REPLICAS));
  }

  private static @Nullable Integer port(Kind kind, @Nullable Integer port) {
    if (kind != Kind.WEB) {
      if (port != null) {
        throw Problem.invalid(
            "A %s listens on no port. Leave it out, or make a web app."
                .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      }
      return null;
    }
    if (port == null) {
      return DEFAULT_PORT;
    }
    within("port", port, 1, 65_535, "");
    return port;
  }

  static @Nullable Probe probe(
      String name, @Nullable Probe probe, @Nullable Integer appPort, boolean readiness) {
    if (probe == null) {
      return null;
    }
    Probe.Kind kind = requireNonNullElse(probe.kind(), Probe.Kind.HTTP);
    List<String> command = requireNonNullElse(probe.command(), List.of());
    switch (kind) {
      case HTTP -> path("The %s probe".formatted(name), probe.path());
      case TCP -> {
        if (probe.path() != null) {
          throw Problem.invalid("The %s probe over TCP has no path.".formatted(name));
        }
      }
      case GRPC -> {
        if (probe.path() != null) {
          throw Problem.invalid(
              "The %s probe over gRPC has no path; name a service, or none for the server as a whole."
                  .formatted(name));
        }
      }
      case EXEC -> {
        if (command.isEmpty()) {
          throw Problem.invalid("The %s probe needs a command to run.".formatted(name));
        }
      }
    }
    command(command, name + " command");
    if (kind != Probe.Kind.EXEC) {
      Integer port = probe.port() == null ? appPort : probe.port();
      if (port == null) {
        throw Problem.invalid("The %s probe needs a port: the app has none.".formatted(name));
      }
      within(name + " port", port, 1, 65_535, "");
    }
    within(name + " initialDelaySeconds", probe.initialDelaySeconds(), 0, DAY, "seconds");
    within(name + " periodSeconds", probe.periodSeconds(), 1, DAY, "seconds");
    within(name + " timeoutSeconds", probe.timeoutSeconds(), 1, 3_600, "seconds");
    within(name + " failureThreshold", probe.failureThreshold(), 1, 1_000, "");
    // Liveness and startup probes count one success: otherwise they could not say what they are
    // for.
    within(name + " successThreshold", probe.successThreshold(), 1, readiness ? 1_000 : 1, "");
    ProbeRules.service(name, kind, probe.service());
    ProbeRules.grace(name, probe.terminationGraceSeconds(), readiness);
    return new Probe(
        kind,
        probe.path(),
        probe.port(),
        command,
        probe.initialDelaySeconds(),
        probe.periodSeconds(),
        probe.timeoutSeconds(),
        probe.successThreshold(),
        probe.failureThreshold(),
        probe.service(),
        probe.terminationGraceSeconds());
  }

  static void path(String name, @Nullable String path) {
    if (path == null || !path.startsWith("/") || path.length() > 1_000 || !printable(path)) {
      throw Problem.invalid(
          "%s needs a path that begins with a slash and has no spaces.".formatted(name));
    }
  }

  private static boolean printable(String path) {
    return path.chars().allMatch(character -> character > ' ' && character < 127);
  }

  static void command(List<String> command, String what) {
    if (command.size() > 100) {
      throw Problem.invalid("The %s has at most 100 words.".formatted(what));
    }
    if (command.stream()
        .anyMatch(
            word -> Objects.isNull(word) || word.length() > 10_000 || word.indexOf('\0') >= 0)) {
      throw Problem.invalid(
          "A word of the %s is missing, too long or has a NUL in it.".formatted(what));
    }
  }

  private static Rollout rollout(Rollout rollout) {
    Rollout usual = Rollout.rolling();
    String surge = requireNonNullElse(rollout.maxSurge(), usual.maxSurge());
    String unavailable = requireNonNullElse(rollout.maxUnavailable(), usual.maxUnavailable());
    if (Portion.of(surge).amount() == 0 && Portion.of(unavailable).amount() == 0) {
      throw Problem.invalid(
          "With maxSurge 0 and maxUnavailable 0 no pod can ever be replaced. Raise one of them.");
    }
    within("minReadySeconds", rollout.minReadySeconds(), 0, 3_600, "seconds");
    within("progressDeadlineSeconds", rollout.progressDeadlineSeconds(), 1, DAY, "seconds");
    if (rollout.progressDeadlineSeconds() <= rollout.minReadySeconds()) {
      throw Problem.invalid(
          "progressDeadlineSeconds must be more than minReadySeconds, or no rollout can succeed.");
    }
    return new Rollout(
        surge, unavailable, rollout.minReadySeconds(), rollout.progressDeadlineSeconds());
  }

  static void within(String name, long value, long least, long most, String unit) {
    if (value < least || value > most) {
      throw Problem.invalid(
          "%s must be between %d and %d%s; %d is not."
              .formatted(name, least, most, unit.isEmpty() ? "" : " " + unit, value));
    }
  }
}
