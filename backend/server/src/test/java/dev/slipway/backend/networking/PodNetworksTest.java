package dev.slipway.backend.networking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.kernel.PodId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodNetworksTest {

  @Test
  void takesTheFirstSubnetThatIsFree() {
    Ipv4Range node = Ipv4Range.of("10.80.16.0/20");
    assertThat(PodNetworks.firstFree(node, Set.of("10.80.16.0/24")))
        .hasValueSatisfying(subnet -> assertThat(subnet).hasToString("10.80.17.0/24"));
  }

  @Test
  void hasSixteenSubnetsAndNoMore() {
    Ipv4Range node = Ipv4Range.of("10.80.16.0/20");
    var taken = new HashSet<String>();
    for (int i = 0; i < 16; i++) {
      taken.add(PodNetworks.firstFree(node, taken).orElseThrow().toString());
    }
    assertThat(taken).contains("10.80.31.0/24");
    assertThat(PodNetworks.firstFree(node, taken)).isEmpty();
  }

  @Test
  void givesEveryAddressOnceFromTheSecondToTheLastButOne() {
    Ipv4Range subnet = Ipv4Range.of("10.80.17.0/24");
    var taken = new HashSet<String>();
    Optional<String> next = free(subnet, taken);
    while (next.isPresent()) {
      assertThat(taken.add(next.get())).isTrue();
      next = free(subnet, taken);
    }
    assertThat(taken)
        .hasSize(253)
        .contains("10.80.17.2", "10.80.17.254")
        .doesNotContain("10.80.17.0", "10.80.17.1", "10.80.17.255");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0", "10.0.0.1/24", "10.0.0.0/31", "10.0.0.256/24", "a.b.c.d/8"})
  void refusesWhatIsNoBlockOfAddresses(String text) {
    assertThatThrownBy(() -> Ipv4Range.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<String> free(Ipv4Range subnet, Set<String> taken) {
    return PodNetworks.free(subnet, taken, new PodId(UUID.randomUUID()));
  }
}
