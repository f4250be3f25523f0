package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A registry that a team has elsewhere: the distribution's registry server with one user, on a port
 * of loopback to which the platform under test was told that it may connect.
 */
final class OwnRegistry implements AutoCloseable {
  static final String USER = "harbour";
  static final String PASSWORD = "mooring";

  private static final String PASSWORD_HASH =
      "$2a$04$y6hPRlx6ToiuJGzN.ldRxOMUhPO3wxHAE4wIXEEDMpIFbLt5fy42i";
  private static final Duration START = Duration.ofMinutes(1);
  private static final int LAYER = 1 << 20;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process server;
  private final int port;

  private OwnRegistry(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  static OwnRegistry start(Path folder) {
    try {
      Files.createDirectories(folder);
      int port = freePort();
      TextFiles.write(folder.resolve("passwords"), USER + ":" + PASSWORD_HASH + "\n");
      Path config = folder.resolve("config.yml");
      TextFiles.write(config, config(folder, port));
      Process server =
          new ProcessBuilder("docker-registry", "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      var registry = new OwnRegistry(server, port);
      Patience.within(START, "the registry answers").until(registry::answers);
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As names of images begin with it. */
  String host() {
    return "localhost:" + port;
  }

  /** Pushes an image with one layer of a mebibyte. */
  void push(String repository, String tag) {
    String layer = blob(repository, new byte[LAYER]);
    byte[] config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
            .formatted(layer)
            .getBytes(UTF_8);
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(blob(repository, config), config.length, layer, LAYER);
    HttpResponse<String> _ =
        done(
            request("/v2/%s/manifests/%s".formatted(repository, tag))
                .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                .PUT(BodyPublishers.ofString(manifest)));
  }

  private String blob(String repository, byte[] content) {
    String digest = "sha256:" + HexFormat.of().formatHex(sha256(content));
    String place =
        done(request("/v2/%s/blobs/uploads/".formatted(repository)).POST(BodyPublishers.noBody()))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    HttpResponse<String> _ =
        done(
            request(place + (place.contains("?") ? "&" : "?") + "digest=" + digest)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content)));
    return digest;
  }

  private boolean answers() {
    try {
      return send(request("/v2/").GET()).statusCode() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    String credentials =
        Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    return HttpRequest.newBuilder(URI.create("http://" + host()).resolve(path))
        .header("Authorization", "Basic " + credentials);
  }

  private static HttpResponse<String> done(HttpRequest.Builder request) {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "The registry answered %d: %s".formatted(answer.statusCode(), answer.body()));
    }
    return answer;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String config(Path folder, int port) {
    return """
    version: 0.1
    log: {level: error, accesslog: {disabled: true}}
    storage:
      filesystem: {rootdirectory: %s}
    http: {addr: "localhost:%d", secret: any, relativeurls: true}
    auth:
      htpasswd: {realm: any, path: %s}
    """
        .formatted(folder.resolve("data"), port, folder.resolve("passwords"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.destroy();
    var _ = server.onExit().join();
  }
}
