package dev.slipway.backend.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1.nip.io",
        "a.10.1.2.3.nip.io",
        "127-0-0-1.sslip.io",
        "web-192-168-1-1.sslip.io",
        "169.254.169.254.xip.io"
      })
  void anAddressInTheNameIsWhatItLeadsTo(String host) {
    assertThat(Names.leadInside(host, NamesTest::nobodyKnows)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"git.example.org", "8.8.8.8.nip.io", "v1.2.3.example.org", "1.1.1.1.one"})
  void othersAreNot(String host) {
    assertThat(Names.leadInside(host, NamesTest::nobodyKnows)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1", "fd00::1", "64:ff9b::7f00:1"})
  void oneOfItsAddressesIsEnough(String address) {
    InetAddress[] both = {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral(address)};
    assertThat(Names.leadInside("git.example.org", _ -> both)).isTrue();
  }

  @Test
  void aPublicAddressIsPublic() {
    InetAddress[] one = {InetAddress.ofLiteral("140.82.121.3")};
    assertThat(Names.leadInside("github.com", _ -> one)).isFalse();
  }

  @Test
  void nobodyWaitsForANameServerThatDoesNotAnswer() {
    var never = new CountDownLatch(1);
    assertThat(
            Names.leadInside(
                "git.example.org",
                _ -> {
                  try {
                    never.await();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                  return new InetAddress[0];
                }))
        .isFalse();
    never.countDown();
  }

  private static InetAddress[] nobodyKnows(String host) throws UnknownHostException {
    throw new UnknownHostException(host);
  }
}
