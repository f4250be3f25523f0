package dev.slipway.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final String NO_ACCOUNT = "slipway-no-such-account";

  // Shared: unpacking the programs takes longer than any test.
  @TempDir static Path state;
  EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws Exception {
    postgres = EmbeddedPostgres.start(state, NO_ACCOUNT);
  }

  @AfterEach
  void stop() throws Exception {
    postgres.close();
  }

  @Test
  void keepsItsDataOverARestart() throws Exception {
    execute("create table over_restart as select 42 as answer");
    String address = postgres.owner().url();
    postgres.close();
    start();
    assertThat(query("select answer from over_restart")).isEqualTo("42");
    assertThat(postgres.owner().url()).isEqualTo(address);
  }

  @Test
  void isSetForDataThatMatters() throws Exception {
    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show full_page_writes")).isEqualTo("on");
    assertThat(query("show max_connections")).isEqualTo("50");
    assertThat(query("show data_checksums")).isEqualTo("on");
  }

  @Test
  void answersOnLoopbackOnlyAndOnlyToWhoKnowsThePassword() throws Exception {
    assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
    var wrong = new Login(postgres.owner().url(), postgres.owner().user(), "wrong");
    assertThatThrownBy(wrong::open).hasMessageContaining("password authentication failed");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("postgres/password"))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("postgres/data"))))
        .isEqualTo("rwx------");
  }

  @Test
  void theOwnerIsNoSuperuser() throws Exception {
    assertThat(query("select rolsuper from pg_roles where rolname = current_user")).isEqualTo("f");
  }

  @Test
  void isBackWhenKilledAndThePoolRecovers() throws Exception {
    execute("create table kept as select 42 as answer");
    try (var pool = pool()) {
      long before = postgres.pid();
      assertThat(answer(pool)).isEqualTo("42");
      ProcessHandle server = ProcessHandle.of(before).orElseThrow();
      assertThat(server.destroyForcibly()).isTrue();
      server.onExit().get(1, TimeUnit.MINUTES);
      await().atMost(Duration.ofMinutes(1)).until(() -> answers(pool));
      assertThat(postgres.pid()).isNotEqualTo(before);
    }
  }

  @Test
  void stopsAServerThatWasLeftBehind() throws Exception {
    postgres.close();
    var cluster = Cluster.prepare(state, NO_ACCOUNT);
    Process stale = cluster.server().start();
    while (!Postmaster.ready(cluster.data(), stale.pid())) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    start();
    assertThat(stale.isAlive()).isFalse();
    assertThat(query("select 1")).isEqualTo("1");
  }

  @Test
  void aSecondControlPlaneOnTheSameFolderIsToldSo() throws Exception {
    assertThatThrownBy(() -> EmbeddedPostgres.start(state, NO_ACCOUNT))
        .hasMessageContaining("Another control plane");
    assertThat(query("select 1")).isEqualTo("1");
  }

  @Test
  void aHalfMadeClusterIsMadeAgain() throws Exception {
    postgres.close();
    Files.move(state.resolve("postgres/data"), state.resolve("postgres/data.new"));
    Files.delete(state.resolve("postgres/data.new/PG_VERSION"));
    start();
    assertThat(query("select 1")).isEqualTo("1");
  }

  private HikariDataSource pool() {
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.owner().url());
    config.setUsername(postgres.owner().user());
    config.setPassword(postgres.owner().password());
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(1_000);
    config.setValidationTimeout(500);
    return new HikariDataSource(config);
  }

  private static boolean answers(HikariDataSource pool) {
    try {
      return answer(pool).equals("42");
    } catch (SQLException _) {
      return false;
    }
  }

  private static String answer(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection()) {
      return query(connection, "select answer from kept");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = postgres.owner().open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws SQLException {
    try (var connection = postgres.owner().open()) {
      return query(connection, sql);
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
