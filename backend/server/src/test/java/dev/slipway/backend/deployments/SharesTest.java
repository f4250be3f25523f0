package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a rollout that stands still is scaled. */
class SharesTest {

  @ParameterizedTest
  @CsvSource({
    // old, new, wanted, most, old then, new then
    "8, 5, 10, 13, 8, 5",
    "8, 5, 20, 25, 12, 8",
    "8, 5, 5, 7, 4, 3",
    "8, 5, 0, 0, 0, 0",
    "0, 0, 4, 5, 0, 4",
    "3, 0, 4, 5, 4, 0",
    "1, 1, 3, 4, 1, 2",
    "1, 1, 1, 1, 0, 1"
  })
  void inProportionWithTheRestToTheLargest(
      int old, int fresh, int wanted, int most, int oldThen, int freshThen) {
    assertThat(Shares.of(counts(old, fresh), wanted, most)).isEqualTo(counts(oldThen, freshThen));
  }

  @Test
  void asManyAsBeforeStayAsTheyAre() {
    assertThat(Shares.of(counts(2, 2), 4, 5)).isEqualTo(counts(2, 2));
  }

  private static Map<String, Integer> counts(int old, int fresh) {
    var counts = new LinkedHashMap<String, Integer>();
    counts.put("old", old);
    counts.put("new", fresh);
    return counts;
  }
}
