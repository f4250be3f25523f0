package dev.slipway.backend.agents;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.kernel.Booking;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.Hook;
import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Isolation;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.QualityOfService;

/** Says in the words of the protocol how an app ends, what it books and how it is kept apart. */
final class LifeContents {
  /** On top of an image that may be written to, when its owner says nothing. */
  private static final long USUAL_EPHEMERAL = 1L << 30;

  private LifeContents() {}

  static void into(Pod.Builder pod, AppSpec spec, int port) {
    String signal = spec.termination().stopSignal();
    if (signal != null) {
      pod.setStopSignal(signal);
    }
    dev.slipway.api.apps.Hook hook = spec.termination().preStop();
    if (hook != null) {
      pod.setPreStop(hook(hook, port));
    }
    Booking booking = Booking.of(spec);
    pod.setQuality(
        switch (booking.quality(spec)) {
          case GUARANTEED -> QualityOfService.GUARANTEED;
          case BURSTABLE -> QualityOfService.BURSTABLE;
          case BEST_EFFORT -> QualityOfService.BEST_EFFORT;
        });
    pod.setMemoryRequestBytes(booking.memoryBytes());
    switch (spec.isolation()) {
      case RESTRICTED -> pod.setIsolation(Isolation.ISOLATION_RESTRICTED);
      case SANDBOX -> pod.setIsolation(Isolation.ISOLATION_SANDBOX);
      case COMPAT -> {
        Long limit = spec.resources().ephemeralBytes();
        pod.setIsolation(Isolation.ISOLATION_COMPAT)
            .setEphemeralBytes(limit == null ? USUAL_EPHEMERAL : limit);
      }
    }
  }

  private static Hook hook(dev.slipway.api.apps.Hook hook, int port) {
    return switch (hook.kind()) {
      case EXEC ->
          Hook.newBuilder().setExec(ExecProbe.newBuilder().addAllCommand(hook.command())).build();
      case HTTP ->
          Hook.newBuilder()
              .setHttp(
                  HttpProbe.newBuilder()
                      .setPath(hook.path() == null ? "/" : hook.path())
                      .setPort(hook.port() == null ? port : hook.port()))
              .build();
    };
  }
}
