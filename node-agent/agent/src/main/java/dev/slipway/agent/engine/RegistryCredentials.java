package dev.slipway.agent.engine;

/** Who we are to a registry. */
public record RegistryCredentials(String host, String user, String password) {
  @Override
  public String toString() {
    return "RegistryCredentials[" + host + ", " + user + "]";
  }
}
