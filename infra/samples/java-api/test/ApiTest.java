import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Drives the real server over HTTP; run by the image's build, so a broken service is never shipped. */
final class ApiTest {
  private static final HttpClient client = HttpClient.newHttpClient();
  private static String base = "";

  public static void main(String[] arguments) throws Exception {
    var server = new Api().serve(new InetSocketAddress("127.0.0.1", 0));
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      expect(get("/healthz"), 200, "{\"status\":\"ok\"}\n");
      expect(get("/api/notes"), 200, "[]\n");
      expect(post("say \"hi\"\n"), 201, "{\"id\":1,\"text\":\"say \\\"hi\\\"\\u000a\"}\n");
      expect(post("second"), 201, "{\"id\":2,\"text\":\"second\"}\n");
      expect(post(" "), 422, "{\"error\":\"a note has 1 to 280 characters\"}\n");
      expect(post("x".repeat(100_000)), 422, "{\"error\":\"a note has 1 to 280 characters\"}\n");
      expect(get("/nothing"), 404, "{\"error\":\"try /api/notes\"}\n");
      if (!get("/api/notes").body().startsWith("[{\"id\":2,")) {
        throw new AssertionError("the newest note comes first: " + get("/api/notes").body());
      }
      System.out.println("8 passed, 0 failed");
      System.exit(0);
    } catch (Exception | AssertionError failed) {
      // The server's threads would keep the build waiting for ever.
      failed.printStackTrace();
      System.exit(1);
    }
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String text) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(base + "/api/notes")).POST(BodyPublishers.ofString(text));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static void expect(HttpResponse<String> answer, int status, String body) {
    if (answer.statusCode() != status || !answer.body().equals(body)) {
      throw new AssertionError(answer.statusCode() + " " + answer.body() + " instead of " + status + " " + body);
    }
  }
}
