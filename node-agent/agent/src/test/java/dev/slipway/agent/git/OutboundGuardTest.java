package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.sources.BuildFailed;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "::7f00:1"
      })
  void letsNobodyReachWhatIsNotPublic(String address) {
    var guard = new OutboundGuard(_ -> List.of(InetAddress.ofLiteral(address)));
    assertThatThrownBy(() -> guard.check("git.example.com", 443, List.of()))
        .isInstanceOf(BuildFailed.class)
        .hasMessageContaining("not a public one");
  }

  @Test
  void looksThroughMappedAddresses() {
    var guard = new OutboundGuard(_ -> List.of(mapped()));
    assertThatThrownBy(() -> guard.check("git.example.com", 443, List.of()))
        .hasMessageContaining("not a public one");
  }

  /** ::ffff:127.0.0.1 as a resolver hands it out: not turned into IPv4. */
  private static InetAddress mapped() {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    bytes[12] = 127;
    bytes[15] = 1;
    try {
      return Inet6Address.getByAddress("git.example.com", bytes, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2130706433", "0177.0.0.1", "127.1", "localhost", "8.8.8.8", "[::1]", "a..b", "x"})
  void takesNamesOnly(String host) {
    var guard = new OutboundGuard(_ -> List.of(InetAddress.ofLiteral("8.8.8.8")));
    assertThatThrownBy(() -> guard.check(host, 443, List.of()))
        .hasMessageContaining("not a public one");
  }

  @Test
  void refusesANameWithOneBadAddressAmongGoodOnes() {
    var guard =
        new OutboundGuard(
            _ -> List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")));
    assertThatThrownBy(() -> guard.check("git.example.com", 443, List.of()))
        .isInstanceOf(BuildFailed.class);
  }

  @Test
  void letsThroughWhatIsPublicOrAllowed() {
    InetAddress good = InetAddress.ofLiteral("8.8.8.8");
    assertThat(new OutboundGuard(_ -> List.of(good)).check("Git.Example.com", 443, List.of()))
        .isEqualTo(good);
    InetAddress local = InetAddress.ofLiteral("127.0.0.1");
    var guard = new OutboundGuard(_ -> List.of(local));
    assertThat(guard.check("localhost", 8080, List.of("localhost:8080"))).isEqualTo(local);
    assertThat(guard.check("localhost", 8080, List.of("localhost"))).isEqualTo(local);
    assertThatThrownBy(() -> guard.check("localhost", 8081, List.of("localhost:8080")))
        .isInstanceOf(BuildFailed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c id",
        "file:///etc",
        "/var/lib/x.git",
        "--upload-pack=touch /tmp/x",
        "https://user:ghp_secret@example.com/o/r.git",
        "http://example.com/o/r.git",
        "https://example.com:8443/r",
        "ssh://-oProxyCommand=id/x",
        "git://example.com/x",
        "https://example.com/o/r.git\n-c core.sshCommand=id",
        "git@example.com:o/r.git"
      })
  void takesNoAddressThatGitWouldInterpret(String url) {
    assertThatThrownBy(() -> GitAddress.of(url, List.of()))
        .isInstanceOf(BuildFailed.class)
        .message()
        .doesNotContain("ghp_secret");
  }

  @Test
  void takesPlainHttpFromAllowedHostsOnly() {
    assertThat(GitAddress.of("http://localhost:8080/git/a.git", List.of("localhost:8080")).scheme())
        .isEqualTo("http");
    assertThat(GitAddress.of("https://example.com/o/r.git", List.of()).port()).isEqualTo(443);
    assertThat(GitAddress.of("ssh://git@example.com/o/r.git", List.of()).port()).isEqualTo(22);
  }
}
