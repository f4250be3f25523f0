package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Rollout;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpecRulesTest {
  private static final long MEBIBYTE = 1L << 20;

  @Test
  void fillsInTheDefaultsOfItsKind() {
    assertThat(SpecRules.complete(Kind.WEB, null)).isEqualTo(AppSpec.web(8080));
    assertThat(SpecRules.complete(Kind.WORKER, null)).isEqualTo(AppSpec.worker());
    assertThat(SpecRules.complete(Kind.WEB, AppSpec.worker()).port()).isEqualTo(8080);
  }

  static Stream<AppSpec> refused() {
    return Stream.of(
        spec(0, 1000, 512 * MEBIBYTE, 256, null, Rollout.rolling()),
        spec(65_536, 1000, 512 * MEBIBYTE, 256, null, Rollout.rolling()),
        spec(-1, 1000, 512 * MEBIBYTE, 256, null, Rollout.rolling()),
        spec(8080, 0, 512 * MEBIBYTE, 256, null, Rollout.rolling()),
        spec(8080, 49, 512 * MEBIBYTE, 256, null, Rollout.rolling()),
        spec(8080, 64_001, 512 * MEBIBYTE, 256, null, Rollout.rolling()),
        spec(8080, 1000, 0, 256, null, Rollout.rolling()),
        spec(8080, 1000, -1, 256, null, Rollout.rolling()),
        spec(8080, 1000, 16 * MEBIBYTE - 1, 256, null, Rollout.rolling()),
        spec(8080, 1000, Long.MAX_VALUE, 256, null, Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 0, null, Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, -1, null, Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, Probe.http("health"), Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, Probe.http("/a b"), Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, Probe.http("/a\r\nX: y"), Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, probe(Probe.Kind.EXEC, 10, 1), Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, probe(Probe.Kind.TCP, 0, 1), Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, probe(Probe.Kind.TCP, 10, 0), Rollout.rolling()),
        spec(8080, 1000, 512 * MEBIBYTE, 256, null, new Rollout("0", "0%", 0, 600)),
        spec(8080, 1000, 512 * MEBIBYTE, 256, null, new Rollout("101%", "0", 0, 600)),
        spec(8080, 1000, 512 * MEBIBYTE, 256, null, new Rollout("-1", "1", 0, 600)),
        spec(8080, 1000, 512 * MEBIBYTE, 256, null, new Rollout("\uff12\uff15%", "1", 0, 600)),
        spec(8080, 1000, 512 * MEBIBYTE, 256, null, new Rollout("1", "1", 600, 600)),
        spec(8080, 1000, 512 * MEBIBYTE, 256, null, new Rollout("1", "1", -1, 600)));
  }

  @ParameterizedTest
  @MethodSource
  void refused(AppSpec spec) {
    assertThatThrownBy(() -> SpecRules.complete(Kind.WEB, spec))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("validation-failed"));
  }

  @Test
  void aWorkerHasNoPortAndItsProbesNeedOne() {
    assertThatThrownBy(() -> SpecRules.complete(Kind.WORKER, AppSpec.web(80)))
        .hasMessage("A worker listens on no port. Leave it out, or make a web app.");
    AppSpec probed = spec(null, 1000, 512 * MEBIBYTE, 256, Probe.tcp(), Rollout.rolling());
    assertThatThrownBy(() -> SpecRules.complete(Kind.WORKER, probed))
        .hasMessage("The readiness probe needs a port: the app has none.");
  }

  @Test
  void saysWhichFieldAndWhatIsAllowed() {
    AppSpec spec = spec(70_000, 1000, 512 * MEBIBYTE, 256, null, Rollout.rolling());
    assertThatThrownBy(() -> SpecRules.complete(Kind.WEB, spec))
        .hasMessage("port must be between 1 and 65535; 70000 is not.");
  }

  @ParameterizedTest
  @CsvSource({
    "25%, 1, 1, 0",
    "25%, 4, 1, 1",
    "25%, 10, 3, 2",
    "2, 10, 2, 2",
    "100%, 7, 7, 7",
    "0, 5, 0, 0"
  })
  void portionsRoundUpForSurgeAndDownForUnavailable(String text, int whole, int up, int down) {
    assertThat(Portion.of(text).roundedUp(whole)).isEqualTo(up);
    assertThat(Portion.of(text).roundedDown(whole)).isEqualTo(down);
  }

  private static Probe probe(Probe.Kind kind, int period, int success) {
    return new Probe(kind, null, null, List.of(), 0, period, 1, success, 3);
  }

  private static AppSpec spec(
      @Nullable Integer port,
      int cpu,
      long memory,
      int pids,
      @Nullable Probe readiness,
      Rollout rollout) {
    return AppSpec.worker()
        .withPort(port)
        .withLimits(cpu, memory, pids)
        .withProbes(readiness, null, null)
        .withRollout(rollout);
  }
}
