package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.apps.Identity;
import dev.slipway.backend.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutoscalingRulesTest {
  private static void refused(Kind kind, AppSpec spec, Autoscaling autoscaling, String words) {
    assertThatThrownBy(() -> SpecRules.complete(kind, spec.withAutoscaling(autoscaling)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(words);
  }

  private static Autoscaling by(
      int min, int max, @Nullable Integer cpu, @Nullable Integer memory, @Nullable Integer rate) {
    return new Autoscaling(min, max, cpu, memory, rate);
  }

  @Test
  void keepsWhatIsFine() {
    Autoscaling fine = by(2, 6, 70, 80, 100);
    assertThat(SpecRules.complete(Kind.WEB, AppSpec.web(80).withAutoscaling(fine)).autoscaling())
        .isEqualTo(fine);
    assertThat(SpecRules.complete(Kind.WEB, AppSpec.web(80)).autoscaling()).isNull();
  }

  @Test
  void refusesWhatCannotBe() {
    AppSpec web = AppSpec.web(80);
    refused(Kind.WEB, web, by(1, 3, null, null, null), "needs a target");
    refused(Kind.WEB, web, by(0, 3, 70, null, null), "autoscaling min");
    refused(Kind.WEB, web, by(4, 3, 70, null, null), "autoscaling max");
    refused(Kind.WEB, web, by(1, 101, 70, null, null), "autoscaling max");
    refused(Kind.WEB, web, by(1, 3, 101, null, null), "cpuPercent");
    refused(Kind.WEB, web, by(1, 3, null, 0, null), "memoryPercent");
    refused(Kind.WEB, web, by(1, 3, null, null, 0), "requestsPerSecond");
    refused(Kind.WORKER, AppSpec.worker(), by(1, 3, null, null, 5), "Only web apps get requests");
    refused(Kind.DAEMON, AppSpec.worker(), by(1, 3, 70, null, null), "Only web apps and workers");
    refused(Kind.WEB, web.withIdentity(Identity.ONE), by(1, 3, 70, null, null), "at most one pod");
  }

  @Test
  void aNumberByHandLiesWithinMinAndMaxOrPauses() {
    AppSpec spec = AppSpec.web(80).withAutoscaling(Autoscaling.byCpu(2, 6, 70));
    assertThat(AutoscalingRules.byHand(spec, 2)).isEqualTo(2);
    assertThat(AutoscalingRules.byHand(spec, 0)).isZero();
    assertThat(AutoscalingRules.byHand(AppSpec.web(80), 50)).isEqualTo(50);
    assertThatThrownBy(() -> AutoscalingRules.byHand(spec, 7)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> AutoscalingRules.byHand(spec, 1)).isInstanceOf(Problem.class);
  }
}
