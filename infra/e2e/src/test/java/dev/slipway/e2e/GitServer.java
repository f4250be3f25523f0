package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;

/**
 * Somebody else's forge: git's own {@code http-backend} behind a web server on loopback, which the
 * platform under test was told to allow.
 */
final class GitServer implements AutoCloseable {
  private static final int NO_BODY = -1;
  private static final int CHUNKED = 0;

  private final Path root;
  private final HttpServer server;

  private GitServer(Path root, HttpServer server) {
    this.root = root;
    this.server = server;
  }

  static GitServer start(Path root) {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var git = new GitServer(root, http);
      http.createContext("/", git::answer);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.start();
      return git;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bare repository that takes pushes, at the address that is given back. */
  String repository(String name) {
    GitRepo bare = new GitRepo(root.resolve(name + ".git"));
    bare.folder().toFile().mkdirs();
    bare.git("init", "-q", "--bare", "-b", "main");
    bare.git("config", "http.receivepack", "true");
    return address(name);
  }

  String address(String name) {
    return "http://127.0.0.1:%d/%s.git".formatted(server.getAddress().getPort(), name);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var program = new ProcessBuilder("git", "http-backend");
      program.environment().putAll(variables(exchange));
      Process started = program.start();
      Thread.startVirtualThread(() -> pass(exchange.getRequestBody(), started));
      reply(exchange, started.getInputStream());
    }
  }

  private Map<String, String> variables(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return Map.of(
        "GIT_PROJECT_ROOT", root.toString(),
        "GIT_HTTP_EXPORT_ALL", "1",
        "REQUEST_METHOD", exchange.getRequestMethod(),
        "PATH_INFO", exchange.getRequestURI().getPath(),
        "QUERY_STRING", Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
        "CONTENT_TYPE", Objects.requireNonNullElse(headers.getFirst("Content-Type"), ""),
        "HTTP_CONTENT_ENCODING",
            Objects.requireNonNullElse(headers.getFirst("Content-Encoding"), ""),
        "GIT_PROTOCOL", Objects.requireNonNullElse(headers.getFirst("Git-Protocol"), ""),
        "REMOTE_USER", "somebody",
        "REMOTE_ADDR", "127.0.0.1");
  }

  private static void pass(InputStream body, Process program) {
    try (var input = program.getOutputStream()) {
      body.transferTo(input);
    } catch (IOException _) {
      // The program ended before it had read everything: its answer says why.
    }
  }

  private static void reply(HttpExchange exchange, InputStream output) throws IOException {
    int status = 200;
    for (String line = line(output); !line.isEmpty(); line = line(output)) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
    }
    exchange.sendResponseHeaders(
        status, exchange.getRequestMethod().equals("HEAD") ? NO_BODY : CHUNKED);
    output.transferTo(exchange.getResponseBody());
  }

  private static String line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n' && next >= 0; next = input.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }
}
