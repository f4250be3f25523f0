package dev.slipway.backend.workloads;

import dev.slipway.api.apps.Hook;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.Resources;
import dev.slipway.api.apps.Termination;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an app may say of its end, of what it books, and of how it is kept apart. */
final class LifeRules {
  /** Those a program can answer to, and no others: SIGSTOP would hold it for ever. */
  private static final Set<String> SIGNALS =
      Set.of(
          "SIGTERM",
          "SIGINT",
          "SIGQUIT",
          "SIGHUP",
          "SIGUSR1",
          "SIGUSR2",
          "SIGWINCH",
          "SIGABRT",
          "SIGKILL",
          "SIGPWR");

  private static final long MEBIBYTE = 1L << 20;
  private static final long MOST_EPHEMERAL = 1024 * 1024 * MEBIBYTE;

  private LifeRules() {}

  /**
   * @param graceSeconds without any there is no time for a hook
   */
  static Termination termination(Termination asked, int graceSeconds, @Nullable Integer appPort) {
    String signal = asked.stopSignal();
    if (signal != null && !SIGNALS.contains(signal)) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "unknown-stop-signal",
          "stopSignal is one of %s; %s is not."
              .formatted(String.join(", ", SIGNALS.stream().sorted().toList()), shown(signal)));
    }
    Hook hook = asked.preStop();
    if (hook == null) {
      return asked;
    }
    if (graceSeconds == 0) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "no-time-for-hook",
          "What is done before the end needs time: set terminationGraceSeconds above 0, or leave"
              + " preStop out.");
    }
    return new Termination(signal, hook(hook, appPort));
  }

  private static Hook hook(Hook hook, @Nullable Integer appPort) {
    Hook.Kind kind = hook.kind();
    if (Objects.isNull(kind)) {
      throw Problem.invalid("The kind of preStop is EXEC or HTTP.");
    }
    return switch (kind) {
      case EXEC -> {
        if (hook.command().isEmpty()) {
          throw Problem.invalid("preStop needs a command to run.");
        }
        SpecRules.command(hook.command(), "preStop command");
        yield new Hook(kind, List.copyOf(hook.command()), null, null);
      }
      case HTTP -> {
        SpecRules.path("preStop", hook.path());
        Integer port = hook.port() == null ? appPort : hook.port();
        if (port == null) {
          throw Problem.invalid("preStop needs a port: the app has none.");
        }
        SpecRules.within("preStop port", port, 1, 65_535, "");
        yield new Hook(kind, List.of(), hook.path(), hook.port());
      }
    };
  }

  static Resources resources(Resources asked, int cpuMillis, long memoryBytes) {
    booked("resources.cpuMillis", asked.cpuMillis(), cpuMillis);
    booked("resources.memoryBytes", asked.memoryBytes(), memoryBytes);
    if (asked.ephemeralBytes() != null) {
      SpecRules.within(
          "resources.ephemeralBytes",
          asked.ephemeralBytes(),
          16 * MEBIBYTE,
          MOST_EPHEMERAL,
          "bytes (16 MiB to 1 TiB)");
    }
    return asked;
  }

  private static void booked(String name, @Nullable Number asked, long limit) {
    if (asked != null && (asked.longValue() < 0 || asked.longValue() > limit)) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "request-above-limit",
          "%s is from 0 to the limit, which is %d; %d is not."
              .formatted(name, limit, asked.longValue()));
    }
  }

  /** Temporary space on the disk is part of what may be written to it. */
  static void ephemeral(Resources resources, List<Mount> mounts) {
    long temporary =
        mounts.stream()
            .filter(mount -> mount.kind() == Mount.Kind.TEMPORARY && !mount.inMemory())
            .mapToLong(mount -> Objects.requireNonNullElse(mount.sizeBytes(), 0L))
            .sum();
    Long limit = resources.ephemeralBytes();
    if (limit != null && temporary > limit) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "temporary-above-ephemeral",
          "The temporary space on the disk is %d bytes, more than the %d of resources.ephemeralBytes. Make one of them fit the other."
              .formatted(temporary, limit));
    }
  }

  private static String shown(String signal) {
    return signal.length() <= 20 ? signal : signal.substring(0, 20) + "…";
  }
}
