package dev.slipway.backend.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of our own below the state folder, for installations that do not bring one. */
final class EmbeddedPostgres implements AutoCloseable {
  private static final String OWNER = "slipway_owner";
  private static final String DATABASE = "slipway";
  private static final String DATABASE_EXISTS =
      "select 1 from pg_database where datname = 'slipway'";

  private final FileLock lock;
  private final Supervisor supervisor;
  private final Login owner;

  private EmbeddedPostgres(FileLock lock, Supervisor supervisor, Login owner) {
    this.lock = lock;
    this.supervisor = supervisor;
    this.owner = owner;
  }

  static EmbeddedPostgres start(Path state, String osUser)
      throws IOException, InterruptedException, SQLException {
    Folders.createPassable(state.resolve("postgres"));
    FileLock lock = lock(state);
    var cluster = Cluster.prepare(state, osUser);
    Postmaster.stopStale(cluster.data());
    cluster.initialize();
    var supervisor = new Supervisor(cluster);
    try {
      supervisor.start();
      return new EmbeddedPostgres(lock, supervisor, owner(cluster));
    } catch (RuntimeException | SQLException e) {
      supervisor.stop();
      lock.channel().close();
      throw e;
    }
  }

  /** Owner of the schema: migrates, and does nothing else. */
  Login owner() {
    return owner;
  }

  /** Process id of the server; another one after each restart. */
  long pid() {
    return supervisor.pid();
  }

  @Override
  public void close() throws IOException {
    try {
      supervisor.stop();
      lock.channel().close();
    } catch (InterruptedException _) {
      // The end of the process takes the server and the lock along.
      Thread.currentThread().interrupt();
    }
  }

  /** Two control planes on one state folder would stop each other's server. */
  private static FileLock lock(Path state) throws IOException {
    Path file = state.resolve("postgres").resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock != null) {
      return lock;
    }
    channel.close();
    throw new IllegalStateException(
        "Another control plane runs with the state folder %s. Stop it, or choose another folder (SLIPWAY_STATE)."
            .formatted(state.toAbsolutePath()));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static Login owner(Cluster cluster) throws SQLException {
    Login superuser = cluster.superuser("postgres");
    Login owner =
        new Login(cluster.superuser(DATABASE).url(), OWNER, superuser.derivedPassword(OWNER));
    try (Connection connection = superuser.open();
        Statement statement = connection.createStatement()) {
      if (!Roles.exists(connection, OWNER)) {
        statement.execute("create role %s login createrole".formatted(OWNER));
      }
      statement.execute("alter role %s password '%s'".formatted(OWNER, owner.password()));
      try (var rows = statement.executeQuery(DATABASE_EXISTS)) {
        if (rows.next()) {
          return owner;
        }
      }
      statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
    }
    return owner;
  }
}
