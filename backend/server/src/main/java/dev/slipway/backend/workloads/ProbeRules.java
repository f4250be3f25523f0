package dev.slipway.backend.workloads;

import dev.slipway.api.apps.Probe;
import dev.slipway.backend.kernel.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a probe may say beyond its numbers. */
final class ProbeRules {
  /** Full names of services, such as {@code shop.v1.Orders}. */
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}");

  private ProbeRules() {}

  static void service(String name, Probe.Kind kind, @Nullable String service) {
    if (service == null) {
      return;
    }
    if (kind != Probe.Kind.GRPC) {
      throw Problem.invalid(
          "Only a probe over gRPC asks for a service; leave it out of the %s probe."
              .formatted(name));
    }
    if (!SERVICE.matcher(service).matches()) {
      throw Problem.invalid(
          "The service of the %s probe is the name of a gRPC service, such as shop.v1.Orders."
              .formatted(name));
    }
  }

  static void grace(String name, @Nullable Integer seconds, boolean readiness) {
    if (seconds == null) {
      return;
    }
    if (readiness) {
      throw Problem.invalid(
          "A readiness probe ends nothing: leave its terminationGraceSeconds out.");
    }
    SpecRules.within(name + " terminationGraceSeconds", seconds, 1, 3_600, "seconds");
  }
}
