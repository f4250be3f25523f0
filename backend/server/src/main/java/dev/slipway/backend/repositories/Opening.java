package dev.slipway.backend.repositories;

import java.util.List;

/**
 * How a node gets into a repository; for its order only.
 *
 * @param url in a form that leaves git nothing to interpret
 * @param user and password: for https; empty: none
 * @param sshKeys private keys to offer, the newest first
 * @param knownHosts lines the ssh host has to match; none: it is met for the first time
 */
public record Opening(
    String url, String user, String password, List<String> sshKeys, List<String> knownHosts) {
  public Opening {
    sshKeys = List.copyOf(sshKeys);
    knownHosts = List.copyOf(knownHosts);
  }

  /** Nothing of what opens it. */
  @Override
  public String toString() {
    return "Opening[" + url + "]";
  }
}
