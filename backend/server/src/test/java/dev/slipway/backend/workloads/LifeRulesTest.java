package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Hook;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Resources;
import dev.slipway.api.apps.Termination;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LifeRulesTest {
  private static final long MEBIBYTE = 1L << 20;

  private static AppSpec complete(AppSpec spec) {
    return SpecRules.complete(Kind.WEB, spec);
  }

  private static void refused(AppSpec spec, String type) {
    assertThatThrownBy(() -> complete(spec))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }

  private static AppSpec ending(int grace, @Nullable String signal, @Nullable Hook hook) {
    return AppSpec.web(8080).withTermination(grace, new Termination(signal, hook));
  }

  private static AppSpec booking(@Nullable Integer cpu, @Nullable Long memory) {
    return AppSpec.web(8080).withResources(new Resources(cpu, memory, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGTERM", "SIGQUIT", "SIGINT", "SIGWINCH", "SIGKILL"})
  void signalsThatProgramsAnswerToAreKept(String signal) {
    assertThat(complete(ending(30, signal, null)).termination().stopSignal()).isEqualTo(signal);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"SIGSTOP", "SIGCONT", "TERM", "15", "sigterm", "SIGTERM ", "SIGTERM\n"})
  void otherSignalsAreRefused(@Nullable String signal) {
    if (signal == null) {
      assertThat(complete(ending(30, null, null)).termination()).isEqualTo(Termination.USUAL);
      return;
    }
    refused(ending(30, signal, null), "unknown-stop-signal");
  }

  @Test
  void aHookNeedsTimeAndSomethingToDo() {
    refused(ending(0, null, Hook.exec("/leave")), "no-time-for-hook");
    refused(ending(30, null, Hook.exec()), "validation-failed");
    refused(ending(30, null, Hook.http("leave")), "validation-failed");
    refused(ending(30, null, Hook.http("/a\r\nX: y")), "validation-failed");
    refused(
        ending(30, null, new Hook(Hook.Kind.HTTP, List.of(), "/leave", 70_000)),
        "validation-failed");
    assertThatCode(() -> complete(ending(30, null, Hook.http("/leave"))))
        .doesNotThrowAnyException();
  }

  @Test
  void aWorkersHookOverHttpNeedsAPort() {
    AppSpec spec = AppSpec.worker().withTermination(30, new Termination(null, Hook.http("/leave")));
    assertThatThrownBy(() -> SpecRules.complete(Kind.WORKER, spec))
        .hasMessage("preStop needs a port: the app has none.");
  }

  /** Limits are 1000 thousandths of a core and 512 MiB. */
  @ParameterizedTest
  @CsvSource({"1001,", "-1,", ", 537919488", ", -1"})
  void nobodyBooksMoreThanTheLimitOrLessThanNothing(@Nullable Integer cpu, @Nullable Long memory) {
    refused(booking(cpu, memory), "request-above-limit");
  }

  @Test
  void whatIsBookedIsKept() {
    assertThat(complete(booking(0, 512 * MEBIBYTE)).resources())
        .isEqualTo(Resources.requests(0, 512 * MEBIBYTE));
  }

  @Test
  void temporarySpaceOnTheDiskIsPartOfEphemeralStorage() {
    AppSpec spec =
        AppSpec.web(8080)
            .withMounts(
                List.of(
                    Mount.temporary("/cache", 100 * MEBIBYTE, false),
                    Mount.temporary("/fast", 100 * MEBIBYTE, true)));
    refused(
        spec.withResources(new Resources(null, null, 99 * MEBIBYTE)), "temporary-above-ephemeral");
    assertThatCode(() -> complete(spec.withResources(new Resources(null, null, 100 * MEBIBYTE))))
        .doesNotThrowAnyException();
    refused(spec.withResources(new Resources(null, null, 1L)), "validation-failed");
  }

  @Test
  void aProbeOverGrpcMayNameAServiceAndNoPath() {
    assertThat(probed(Probe.grpc("shop.v1.Orders")).readiness())
        .isEqualTo(Probe.grpc("shop.v1.Orders"));
    assertThat(probed(Probe.grpc(null)).readiness()).isEqualTo(Probe.grpc(null));
    refusedProbe(Probe.grpc("a b"));
    refusedProbe(Probe.grpc(""));
    refusedProbe(probe(Probe.Kind.GRPC, "/path", null, null));
    refusedProbe(probe(Probe.Kind.TCP, null, "shop.v1.Orders", null));
  }

  @Test
  void onlyProbesThatEndAnAppHaveAGraceOfTheirOwn() {
    Probe patient = probe(Probe.Kind.TCP, null, null, 5);
    refusedProbe(patient);
    assertThat(complete(AppSpec.web(8080).withProbes(null, patient, patient)).liveness())
        .isEqualTo(patient);
    refused(
        AppSpec.web(8080).withProbes(null, probe(Probe.Kind.TCP, null, null, 0), null),
        "validation-failed");
  }

  @Test
  void livenessAndStartupCountOneSuccess() {
    var twice = new Probe(Probe.Kind.TCP, null, null, List.of(), 0, 10, 1, 2, 3);
    assertThat(probed(twice).readiness()).isEqualTo(twice);
    refused(AppSpec.web(8080).withProbes(null, twice, null), "validation-failed");
    refused(AppSpec.web(8080).withProbes(null, null, twice), "validation-failed");
  }

  private static Probe probe(
      Probe.Kind kind,
      @Nullable String path,
      @Nullable String service,
      @Nullable Integer graceSeconds) {
    return new Probe(kind, path, null, List.of(), 0, 10, 1, 1, 3, service, graceSeconds);
  }

  private static AppSpec probed(Probe readiness) {
    return complete(AppSpec.web(8080).withProbes(readiness, null, null));
  }

  private static void refusedProbe(Probe readiness) {
    refused(AppSpec.web(8080).withProbes(readiness, null, null), "validation-failed");
  }
}
