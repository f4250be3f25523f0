package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.proc.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves repositories over HTTP with git's own server program behind a small gateway. */
public final class GitServer implements AutoCloseable {
  private final HttpServer server;
  private final Path root;
  private final AtomicInteger asked = new AtomicInteger();

  public GitServer(Path root) throws IOException {
    this.root = root;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server
        .createContext("/private/", this::serve)
        .setAuthenticator(
            new BasicAuthenticator("git") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals("build") && password.equals("s3cret-password");
              }
            });
    server.createContext(
        "/moved/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", url("repo.git/info/refs?service=git-upload-pack"));
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext("/busy/", this::serveTheSecondTime);
    server.start();
  }

  public String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  public String url(String path) {
    return "http://" + host() + "/" + path;
  }

  /** A bare repository with a commit on main. */
  public void repository(String name, Map<String, String> files) throws Exception {
    Path bare = root.resolve(name);
    git(root, "init", "-q", "--bare", "-b", "main", bare.toString());
    Path clone = root.resolve("clone");
    if (!Files.exists(clone)) {
      git(root, "init", "-q", "-b", "main", clone.toString());
    }
    commit(files, "First commit");
    git(clone, "push", "-q", bare.toString(), "main");
  }

  /** Returns the new commit. */
  public String commit(Map<String, String> files, String subject) throws Exception {
    Path clone = root.resolve("clone");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = clone.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(path);
      if (file.getValue().startsWith("-> ")) {
        Files.createSymbolicLink(path, Path.of(file.getValue().substring(3)));
      } else {
        Files.writeString(path, file.getValue());
      }
    }
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "-m", subject);
    return git(clone, "rev-parse", "HEAD").strip();
  }

  public void push(String name, String branch) throws Exception {
    git(
        root.resolve("clone"),
        "push",
        "-q",
        root.resolve(name).toString(),
        "HEAD:refs/heads/" + branch);
  }

  private static String git(Path folder, String... arguments) throws Exception {
    var all = new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=a@b"));
    all.addAll(List.of(arguments));
    Outcome outcome =
        new LocalExec()
            .run(
                Command.of(all.toArray(String[]::new))
                    .in(folder)
                    .seeing(Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent")));
    assertThat(outcome.ok()).as(outcome.error()).isTrue();
    return outcome.output();
  }

  private void serve(HttpExchange exchange) throws IOException {
    var builder = new ProcessBuilder("git", "http-backend");
    String path = exchange.getRequestURI().getPath().replaceFirst("^/(private|busy)", "");
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("PATH_INFO", path);
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()));
    header(exchange, "Content-Type", environment, "CONTENT_TYPE");
    header(exchange, "Git-Protocol", environment, "GIT_PROTOCOL");
    header(exchange, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    answer(exchange, process.getInputStream().readAllBytes());
  }

  private void serveTheSecondTime(HttpExchange exchange) throws IOException {
    if (asked.getAndIncrement() > 0) {
      serve(exchange);
      return;
    }
    exchange.sendResponseHeaders(503, -1);
    exchange.close();
  }

  private static void header(
      HttpExchange exchange, String header, Map<String, String> environment, String name) {
    String value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static void answer(HttpExchange exchange, byte[] output) throws IOException {
    String text = new String(output, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\r\n\r\n") + 4;
    int status = 200;
    for (String line : text.substring(0, body).lines().filter(l -> l.contains(": ")).toList()) {
      String name = line.substring(0, line.indexOf(':'));
      String value = line.substring(line.indexOf(':') + 2);
      if (name.equals("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(name, value);
      }
    }
    int length = output.length - body;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    exchange.getResponseBody().write(output, body, length);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
