package dev.slipway.backend.database;

import dev.slipway.backend.kernel.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;

/** An address and who to be there. */
record Login(String url, String user, String password) {

  /** Opens a connection of its own, outside the pool. The caller closes it. */
  Connection open() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "slipway");
    return DriverManager.getConnection(url, properties);
  }

  /**
   * A password for another role, computed from this one: every replica arrives at the same without
   * talking to the others, and only one secret has to be kept.
   */
  String derivedPassword(String role) {
    byte[] derived = HmacSha256.of(password.getBytes(StandardCharsets.UTF_8), "role " + role);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
  }

  @Override
  public String toString() {
    return user + " at " + url;
  }
}
