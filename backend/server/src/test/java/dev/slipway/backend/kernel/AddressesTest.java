package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8:0:0:0:0:0:0, 2001:db8::",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8:1:1:1:1:0:0, 2001:db8:1:1:1:1::",
    "::ffff:10.1.2.3, 10.1.2.3",
    "127.0.0.1, 127.0.0.1",
    "unknown, unknown",
    "no:address, no:address"
  })
  void anAddressIsWrittenInOneWay(String taken, String written) {
    assertThat(Addresses.plain(taken)).isEqualTo(written);
  }
}
