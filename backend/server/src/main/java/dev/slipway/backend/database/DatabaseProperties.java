package dev.slipway.backend.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use. Environment variables: SLIPWAY_DATABASE_URL and so on.
 *
 * @param url JDBC address of a PostgreSQL somebody else runs; absent: we run one ourselves
 * @param user owner of that database's schema; may create roles unless they are there already
 * @param password of the owner
 * @param runtimeUser login the service works with; absent: the owner creates {@code
 *     slipway_runtime}
 * @param runtimePassword of the runtime user; only with {@code runtimeUser}
 * @param osUser account that runs our own PostgreSQL when we are root and the account exists
 */
@ConfigurationProperties("slipway.database")
record DatabaseProperties(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @Nullable String runtimeUser,
    @Nullable String runtimePassword,
    @DefaultValue("slipway-postgres") String osUser) {

  DatabaseProperties {
    if (url != null && url.matches(".*[?&](user|password)=.*")) {
      throw new IllegalArgumentException(
          "Leave user and password out of SLIPWAY_DATABASE_URL; set SLIPWAY_DATABASE_USER and SLIPWAY_DATABASE_PASSWORD.");
    }
  }

  boolean external() {
    return url != null && !url.isBlank();
  }
}
