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

/** The registry server and the client of the distribution, on a free port of this machine. */
final class RealRegistry implements AutoCloseable {
  private final Process process;
  private final int port;

  private RealRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean available() {
    return Files.isExecutable(Path.of("/usr/bin/docker-registry"))
        && Files.isExecutable(Path.of("/usr/bin/skopeo"));
  }

  static RealRegistry start(Path folder, Path certificate, int controlPlane) throws Exception {
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
        auth:
          token:
            realm: http://127.0.0.1:%d/registry/token
            service: slipway-registry
            issuer: slipway
            rootcertbundle: %s
        """
            .formatted(folder.resolve("data"), port, controlPlane, certificate.toAbsolutePath()));
    var process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    var registry = new RealRegistry(process, port);
    registry.await();
    return registry;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  Result push(Path image, String repository, String credentials) throws Exception {
    return skopeo(
        "copy",
        "--preserve-digests",
        "--dest-tls-verify=false",
        "--dest-creds",
        credentials,
        "oci:" + image,
        "docker://" + at(repository));
  }

  Result pull(String repository, Path into, String credentials) throws Exception {
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

  record Result(int status, String output) {}

  private static Result skopeo(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(arguments));
    Process skopeo = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(skopeo.waitFor(), output);
  }

  private void await() throws Exception {
    for (int i = 0; i < 100; i++) {
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
        .orTimeout(5, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
  }
}
