package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshSettingsTest {
  private final GitAddress address = GitAddress.of("ssh://git@git.example.com/o/r.git", List.of());

  @Test
  void connectsToThePinnedAddressAndKnowsTheHostByItsName() {
    assertThat(settings(List.of(Path.of("/m/key-0")), true))
        .contains("HostName 203.0.114.7\n")
        .contains("HostKeyAlias git.example.com\n")
        .contains("StrictHostKeyChecking yes\n")
        .contains("IdentityFile \"/m/key-0\"\n")
        .contains("IdentitiesOnly yes\n")
        .contains("ProxyCommand none\n");
  }

  @Test
  void offersNoKeyOfTheMachineItself() {
    assertThat(settings(List.of(), false))
        .contains("IdentityFile none\n")
        .contains("StrictHostKeyChecking accept-new\n");
  }

  @Test
  void namesOtherPortsAsKnownHostsDoes() {
    var other = GitAddress.of("ssh://git@localhost:2222/r", List.of("localhost:2222"));
    assertThat(SshSettings.alias(other)).isEqualTo("[localhost]:2222");
  }

  private String settings(List<Path> keys, boolean strict) {
    return SshSettings.of(
        address, InetAddress.ofLiteral("203.0.114.7"), keys, Path.of("/m/known_hosts"), strict);
  }
}
