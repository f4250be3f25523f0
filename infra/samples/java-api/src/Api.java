import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A small JSON service: GET and POST /api/notes, GET /healthz. */
public final class Api {
  private final Notes notes = new Notes();

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = new Api().serve(new InetSocketAddress(port));
    System.out.println("listening on port " + port);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("finishing");
                  server.stop(2);
                }));
  }

  HttpServer serve(InetSocketAddress address) throws IOException {
    HttpServer server = HttpServer.create(address, 512);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
        case "GET /" -> send(exchange, 200, "{\"service\":\"notes\",\"try\":\"/api/notes\"}");
        case "GET /healthz" -> send(exchange, 200, "{\"status\":\"ok\"}");
        case "GET /api/notes" -> send(exchange, 200, list());
        case "POST /api/notes" -> add(exchange);
        default -> send(exchange, 404, "{\"error\":\"try /api/notes\"}");
      }
    }
  }

  private String list() {
    return notes.newest().stream().map(Note::json).collect(Collectors.joining(",", "[", "]"));
  }

  /** The body is the note's text; one byte more than allowed is enough to refuse it. */
  private void add(HttpExchange exchange) throws IOException {
    var text = new String(exchange.getRequestBody().readNBytes(4 * Note.LONGEST + 1), UTF_8);
    // A connection closed with unread bytes is reset, and the caller never sees the answer.
    exchange.getRequestBody().readNBytes(1_000_000);
    try {
      send(exchange, 201, notes.add(text).json());
    } catch (IllegalArgumentException refused) {
      send(exchange, 422, "{\"error\":" + Json.quoted(String.valueOf(refused.getMessage())) + "}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = (json + "\n").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
