package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeNameTest {
  @ParameterizedTest
  @CsvSource({
    "web-1, web-1",
    "Web_1.Example.COM, web-1.example.com",
    "-x-, x",
    "'  ', node",
    "日本, node",
    "'; drop table node', drop-table-node"
  })
  void everyWishHasANameNearIt(String wish, String name) {
    assertThat(NodeName.near(wish).value()).isEqualTo(name);
  }

  @Test
  void aLongNameHasRoomForASuffix() {
    NodeName name = NodeName.near("a".repeat(500));
    assertThat(name.withSuffix().value()).hasSizeLessThanOrEqualTo(63).startsWith("aaa");
  }
}
