package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SharingTest {
  @RepeatedTest(50)
  void whatIsSharedIsEqualAndNothingIsCopiedThatDidNotChange(RepetitionInfo run) {
    var random = new SplittableRandom(run.getCurrentRepetition());
    Map<Integer, Value> before = any(random);
    Map<Integer, Value> after = any(random);
    Map<Integer, Value> shared = Sharing.share(before, after);
    assertThat(shared).isEqualTo(after);
    shared.forEach((key, value) -> {
      if (Objects.equals(before.get(key), value)) {
        assertThat(value).isSameAs(before.get(key));
      }
    });
  }

  @Test
  void anEqualMapIsTheOneBefore() {
    var before = Map.of(1, new Value("a"), 2, new Value("b"));
    assertThat(Sharing.share(before, Map.of(2, new Value("b"), 1, new Value("a"))))
        .isSameAs(before);
  }

  private static Map<Integer, Value> any(SplittableRandom random) {
    var map = new HashMap<Integer, Value>();
    for (int i = random.nextInt(6); i > 0; i--) {
      map.put(random.nextInt(8), new Value("v" + random.nextInt(3)));
    }
    return map;
  }

  private record Value(String text) {}
}
