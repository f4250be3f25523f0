package dev.slipway.console.testing;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AppUsageApi;
import dev.slipway.api.metrics.AppUsageView;
import dev.slipway.api.metrics.AutoscalingApi;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.api.metrics.AutoscalingView.Metric;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import java.util.List;
import java.util.UUID;

/** The first app's pod is busy and autoscaled; of the others nothing is known. */
public class InMemoryUsage implements AppUsageApi {
  private static final long MIB = 1 << 20;

  @Override
  public AppUsageView usage(UUID app) {
    if (!app.equals(Samples.APP)) {
      return new AppUsageView(List.of(), List.of());
    }
    var pod =
        new AppUsageView.PodUse(
            Samples.POD, "slp-web", Samples.NOW, 430, 1000, 120 * MIB, 512 * MIB, 12.5);
    return new AppUsageView(
        List.of(pod),
        List.of(
            new AppUsageView.Sample(Samples.NOW.minusSeconds(15), 1, 200L, 100 * MIB, 5.0),
            new AppUsageView.Sample(Samples.NOW, 1, 430L, 120 * MIB, 12.5)));
  }

  public static class Scalings implements AutoscalingApi {
    @Override
    public AutoscalingView autoscaling(UUID app) {
      if (!app.equals(Samples.APP)) {
        return new AutoscalingView(null, 1, null, null, List.of(), List.of(), List.of());
      }
      return new AutoscalingView(
          Autoscaling.byCpu(1, 6, 70),
          2,
          Samples.NOW,
          1,
          List.of(new Metric(AutoscalingView.Kind.CPU, 70, 43.0, 1, null)),
          List.of(
              new Condition(
                  AutoscalingView.Type.ABLE_TO_SCALE,
                  true,
                  "ScaleDownStabilized",
                  "1 would do now, but more was called for within five minutes.",
                  Samples.NOW)),
          List.of(
              new Scaling(
                  Samples.NOW, 1, 2, "CPU 92 % of its request, target 70 %: from 1 to 2.")));
    }
  }
}
