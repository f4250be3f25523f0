package dev.slipway.backend.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.backend.platform.PlatformProperties;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final int CONNECTIONS = 10;

  // Whoever forgets to end something is ended: one transaction left open holds up the change feed.
  private static final String LIMITS =
      "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s";

  @Bean(destroyMethod = "close")
  Postgres postgres(DatabaseProperties settings, PlatformProperties platform)
      throws IOException, InterruptedException, SQLException {
    if (settings.external()) {
      return new Postgres(
          new Login(
              Objects.requireNonNull(settings.url()),
              Objects.requireNonNullElse(settings.user(), "slipway_owner"),
              Objects.requireNonNullElse(settings.password(), "")),
          settings,
          null);
    }
    var embedded = EmbeddedPostgres.start(platform.state(), settings.osUser());
    return new Postgres(embedded.owner(), settings, embedded);
  }

  /** Migrations run as the owner, over connections of their own. */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource ownerDataSource(Postgres postgres) {
    Login owner = postgres.owner();
    return new DriverManagerDataSource(owner.url(), owner.user(), owner.password());
  }

  @Bean
  HikariDataSource dataSource(Postgres postgres) {
    Login runtime = postgres.runtime();
    var config = new HikariConfig();
    config.setPoolName("slipway");
    config.setJdbcUrl(runtime.url());
    config.setUsername(runtime.user());
    config.setPassword(runtime.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    // Each one costs PostgreSQL some 15 MB: what a flood needed is given back soon.
    config.setIdleTimeout(30_000);
    // A request waits this long for a connection, then it is answered 503.
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_000);
    config.setAutoCommit(true);
    config.addDataSourceProperty("ApplicationName", "slipway");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // PostgreSQL keeps some 50 KB for each, in each connection.
    config.addDataSourceProperty("preparedStatementCacheQueries", "64");
    config.addDataSourceProperty("connectTimeout", "2");
    config.addDataSourceProperty("socketTimeout", "40");
    config.addDataSourceProperty("options", LIMITS);
    return new HikariDataSource(config);
  }
}
