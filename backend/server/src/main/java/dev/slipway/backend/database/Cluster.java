package dev.slipway.backend.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The files of the embedded PostgreSQL: where the data is, how it is reached, how its programs are
 * called.
 *
 * @param folder {@code <state>/postgres}
 */
record Cluster(
    Path folder,
    Path log,
    PostgresBinaries programs,
    DroppedRights rights,
    String password,
    int port) {
  static final String SUPERUSER = "postgres";

  // Below the range the kernel takes outgoing ports from, so a restart finds its port free.
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 29_999;

  /** Only from this machine, only with a password. */
  private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

  static Cluster prepare(Path state, String osUser) throws IOException {
    Path folder = state.resolve("postgres").toAbsolutePath();
    Folders.createPassable(folder);
    Path log =
        Files.createDirectories(state.resolve("log")).resolve("postgres.log").toAbsolutePath();
    var programs = PostgresBinaries.unpack(folder);
    var rights = DroppedRights.choose(osUser, programs.postgres());
    String password = Folders.secret(folder.resolve("password"), randomPassword());
    int port = Integer.parseInt(Folders.secret(folder.resolve("port"), String.valueOf(freePort())));
    return new Cluster(folder, log, programs, rights, password, port);
  }

  Path data() {
    return folder.resolve("data");
  }

  Login superuser(String database) {
    return new Login(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), SUPERUSER, password);
  }

  /**
   * Makes an empty cluster if there is none. Being killed halfway leaves nothing that looks like
   * one.
   */
  void initialize() throws IOException, InterruptedException {
    if (!Files.exists(data())) {
      Path unfinished = folder.resolve("data.new");
      Folders.delete(unfinished);
      Files.createDirectory(unfinished);
      rights.own(unfinished);
      initdb(unfinished);
      Files.move(unfinished, data());
    }
    Files.writeString(data().resolve("pg_hba.conf"), ACCESS);
    rights.own(data());
  }

  private void initdb(Path target) throws IOException, InterruptedException {
    Path passwordFile = Files.writeString(target.resolveSibling("password.initdb"), password);
    try {
      rights.own(passwordFile);
      List<String> command =
          rights.command(
              List.of(
                  programs.initdb().toString(),
                  "--pgdata=" + target,
                  "--username=" + SUPERUSER,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale-provider=builtin",
                  "--locale=C.UTF-8"));
      Process initdb =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(appending()).start();
      if (initdb.waitFor() != 0) {
        throw new IOException("Creating the database failed; " + log + " says why");
      }
    } finally {
      Files.delete(passwordFile);
    }
  }

  /** The server in the foreground: our child, which dies with the thread that starts it. */
  ProcessBuilder server() {
    var command =
        rights.boundCommand(
            List.of(
                programs.postgres().toString(),
                "-D",
                data().toString(),
                "-p",
                String.valueOf(port)));
    PostgresSettings.ALL.forEach(setting -> command.addAll(List.of("-c", setting)));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(appending());
  }

  private ProcessBuilder.Redirect appending() {
    return ProcessBuilder.Redirect.appendTo(log.toFile());
  }

  private static String randomPassword() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
      try (var socket = new ServerSocket()) {
        socket.bind(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        return port;
      } catch (IOException _) {
        // Taken: try another.
      }
    }
    throw new IOException(
        "No free port between %d and %d for PostgreSQL".formatted(FIRST_PORT, LAST_PORT));
  }
}
