package dev.slipway.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.ingress.RequestCount;
import dev.slipway.protocol.PodRequests;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMeterTest {
  private static final long SECOND = 1_000_000_000L;

  private final RequestMeter meter = new RequestMeter();

  private static RequestCount count(String process, String route, long requests) {
    return new RequestCount(process, route, "pod", requests);
  }

  private static PodRequests perSecond(double rate) {
    return PodRequests.newBuilder().setPodId("pod").setPerSecond(rate).build();
  }

  @Test
  void theFirstLookSaysNothing() {
    assertThat(meter.measure(List.of(count("1", "r", 500)), 0)).isEmpty();
  }

  @Test
  void addsUpRoutesOfAPodAndLeavesOutPodsWithoutRequests() {
    var _ = meter.measure(List.of(count("1", "r1", 100), count("1", "r2", 0)), 0);
    assertThat(
            meter.measure(
                List.of(
                    count("1", "r1", 140),
                    count("1", "r2", 10),
                    new RequestCount("1", "r1", "idle", 0)),
                10 * SECOND))
        .contains(List.of(perSecond(5)));
  }

  @Test
  void afterAReloadTheNewProcessCountsFromZeroAndTheOldOneGoesOn() {
    var _ = meter.measure(List.of(count("1", "r", 1000)), 0);
    assertThat(meter.measure(List.of(count("1", "r", 1020), count("2", "r", 80)), 10 * SECOND))
        .contains(List.of(perSecond(10)));
    assertThat(meter.measure(List.of(count("2", "r", 90)), 20 * SECOND))
        .contains(List.of(perSecond(1)));
  }

  @Test
  void aCounterThatWentBackBeganAnew() {
    var _ = meter.measure(List.of(count("1", "r", 1000)), 0);
    assertThat(meter.measure(List.of(count("1", "r", 30)), 10 * SECOND))
        .contains(List.of(perSecond(3)));
  }

  @Test
  void afterNobodyCouldBeAskedItBeginsAnew() {
    var _ = meter.measure(List.of(count("1", "r", 10)), 0);
    meter.lost();
    assertThat(meter.measure(List.of(count("1", "r", 999)), 10 * SECOND)).isEmpty();
  }
}
