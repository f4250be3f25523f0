package dev.slipway.backend.registries;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The registry server and the client of the distribution, on a free port of this machine. */
public final class RealRegistry implements AutoCloseable {
  private final Process process;
  private final int port;

  private RealRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static boolean available() {
    return Files.isExecutable(Path.of("/usr/bin/docker-registry"))
        && Files.isExecutable(Path.of("/usr/bin/skopeo"));
  }

  static RealRegistry start(Path folder, Path certificate, int controlPlane) throws Exception {
    return asking(
        "http://127.0.0.1:%d/registry/token".formatted(controlPlane), folder, certificate);
  }

  /**
   * Sends its clients for tokens.
   *
   * @param realm where to
   */
  public static RealRegistry asking(String realm, Path folder, Path certificate) throws Exception {
    return start(
        folder,
        """
        auth:
          token:
            realm: %s
            service: slipway-registry
            issuer: slipway
            rootcertbundle: %s
        """
            .formatted(realm, certificate.toAbsolutePath()));
  }

  /** As the platform's own: asks it for tokens, and tells it of pushes. */
  static RealRegistry telling(Path folder, Path certificate, int controlPlane, String secret)
      throws Exception {
    return start(
        folder,
        """
        auth:
          token:
            realm: http://127.0.0.1:%d/registry/token
            service: slipway-registry
            issuer: slipway
            rootcertbundle: %s
        notifications:
          endpoints:
            - name: slipway
              url: http://127.0.0.1:%d/registry/notifications
              headers: {Authorization: [Bearer %s]}
              timeout: 5s
              threshold: 5
              backoff: 100ms
        """
            .formatted(controlPlane, certificate.toAbsolutePath(), controlPlane, secret));
  }

  /** Knows one user. */
  public static RealRegistry withPassword(Path folder, String user, String password)
      throws Exception {
    Path passwords = folder.resolve("htpasswd");
    Files.writeString(passwords, user + ":" + new BCryptPasswordEncoder(4).encode(password) + "\n");
    return start(
        folder,
        """
        auth:
          htpasswd: {realm: any, path: %s}
        """
            .formatted(passwords.toAbsolutePath()));
  }

  private static RealRegistry start(Path folder, String more) throws Exception {
    int port = freePort();
    Path config = folder.resolve("config.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: error, accesslog: {disabled: true}}
        storage:
          filesystem: {rootdirectory: %s}
          delete: {enabled: true}
        http: {addr: "127.0.0.1:%d", secret: any, relativeurls: true}
        %s
        """
            .formatted(folder.resolve("data"), port, more));
    var process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    var registry = new RealRegistry(process, port);
    registry.await();
    return registry;
  }

  public String host() {
    return "127.0.0.1:" + port;
  }

  /** By a name that tests let the control plane connect to. */
  public String name() {
    return "localhost:" + port;
  }

  public Result push(Path image, String repository, String credentials) throws Exception {
    return skopeo(
        "copy",
        "--preserve-digests",
        "--dest-tls-verify=false",
        "--dest-creds",
        credentials,
        "oci:" + image,
        "docker://" + at(repository));
  }

  public Result pull(String repository, Path into, String credentials) throws Exception {
    return skopeo(
        "copy",
        "--src-tls-verify=false",
        "--src-creds",
        credentials,
        "docker://" + at(repository),
        "dir:" + into);
  }

  private String at(String repository) {
    return host() + "/" + repository;
  }

  public record Result(int status, String output) {}

  private static Result skopeo(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(arguments));
    Process skopeo = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(skopeo.waitFor(), output);
  }

  private void await() throws Exception {
    for (int i = 0; i < 600; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IllegalStateException("The registry does not start");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(30, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
  }
}
