package dev.slipway.backend.images;

import dev.slipway.protocol.RegistryLogin;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to a registry.
 *
 * @param host as image names begin
 * @param user null, as the password: nobody
 */
public record Login(String host, @Nullable String user, @Nullable String password) {
  static Login nobody(String host) {
    return new Login(host, null, null);
  }

  /** For a node. */
  public RegistryLogin message() {
    return RegistryLogin.newBuilder()
        .setHost(host)
        .setUser(user == null ? "" : user)
        .setPassword(password == null ? "" : password)
        .build();
  }

  @Override
  public String toString() {
    return "Login[" + host + ", " + user + "]";
  }
}
