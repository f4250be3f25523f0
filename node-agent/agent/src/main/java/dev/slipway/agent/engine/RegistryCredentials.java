package dev.slipway.agent.engine;

import dev.slipway.protocol.RegistryLogin;

/** Who we are to a registry. */
public record RegistryCredentials(String host, String user, String password) {
  public static RegistryCredentials of(RegistryLogin login) {
    return new RegistryCredentials(login.getHost(), login.getUser(), login.getPassword());
  }

  @Override
  public String toString() {
    return "RegistryCredentials[" + host + ", " + user + "]";
  }
}
