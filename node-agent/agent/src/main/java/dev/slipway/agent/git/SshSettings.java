package dev.slipway.agent.git;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What ssh is told: everything it would otherwise find out by itself is said or switched off. */
final class SshSettings {
  private static final int USUAL_PORT = 22;

  private SshSettings() {}

  /** How known_hosts names the host. */
  static String alias(GitAddress address) {
    return address.port() == USUAL_PORT
        ? address.host()
        : "[%s]:%d".formatted(address.host(), address.port());
  }

  /**
   * @param pinned where to connect, whatever a second look-up of the name would say
   * @param keys files to offer, and no others
   * @param strict whether the host has to be in the file already
   */
  static String of(
      GitAddress address, InetAddress pinned, List<Path> keys, Path knownHosts, boolean strict) {
    String identities =
        keys.isEmpty()
            ? "IdentityFile none"
            : keys.stream().map("IdentityFile \"%s\""::formatted).collect(Collectors.joining("\n"));
    return """
    Host *
    HostName %s
    HostKeyAlias %s
    UserKnownHostsFile "%s"
    GlobalKnownHostsFile none
    StrictHostKeyChecking %s
    HashKnownHosts no
    UpdateHostKeys no
    CheckHostIP no
    VerifyHostKeyDNS no
    %s
    IdentitiesOnly yes
    IdentityAgent none
    BatchMode yes
    PreferredAuthentications publickey
    ClearAllForwardings yes
    ForwardAgent no
    PermitLocalCommand no
    ProxyCommand none
    ControlMaster no
    ControlPath none
    CanonicalizeHostname no
    RequestTTY no
    ConnectTimeout 10
    ServerAliveInterval 10
    ServerAliveCountMax 3
    """
        .formatted(
            pinned.getHostAddress(),
            alias(address),
            knownHosts,
            strict ? "yes" : "accept-new",
            identities);
  }
}
