package dev.slipway.agent.git;

import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.HeadRequest;
import java.util.List;

/**
 * A repository and what opens it.
 *
 * @param password for https; empty: none
 * @param sshKeys private keys to offer, the newest first
 * @param knownHosts lines as in ssh's known_hosts; none: whatever the host shows is taken
 * @param allowedHosts host or host:port that may be anywhere
 */
record GitSource(
    String url,
    String user,
    String password,
    List<String> sshKeys,
    List<String> knownHosts,
    List<String> allowedHosts) {
  GitSource {
    sshKeys = List.copyOf(sshKeys);
    knownHosts = List.copyOf(knownHosts);
    allowedHosts = List.copyOf(allowedHosts);
  }

  static GitSource of(BuildOrder order) {
    return new GitSource(
        order.getGitUrl(),
        order.getGitUser(),
        order.getGitPassword(),
        order.getSshKeysList(),
        order.getKnownHostsList(),
        order.getAllowedGitHostsList());
  }

  static GitSource of(HeadRequest request) {
    return new GitSource(
        request.getGitUrl(),
        request.getGitUser(),
        request.getGitPassword(),
        request.getSshKeysList(),
        request.getKnownHostsList(),
        request.getAllowedGitHostsList());
  }

  /** Nothing of what opens it. */
  @Override
  public String toString() {
    return "GitSource[" + url + "]";
  }
}
