package dev.slipway.backend.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests over HTTP to the control plane under test. */
public class TestHttp {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Environment environment;

  TestHttp(Environment environment) {
    this.environment = environment;
  }

  public Answer get(String path, @Nullable String token) {
    return send("GET", path, token, null);
  }

  public Answer post(String path, @Nullable String token, String json) {
    return send("POST", path, token, json);
  }

  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String json,
      String... headers) {
    return send(build(method, path, token, json, headers));
  }

  /** The same; of an answer that has no end, only its head. */
  public Answer headOf(String method, String path, @Nullable String token, @Nullable String json) {
    HttpResponse<InputStream> answer =
        exchange(build(method, path, token, json), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      boolean endless =
          answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
      return new Answer(
          answer, endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest build(
      String method,
      String path,
      @Nullable String token,
      @Nullable String json,
      String... headers) {
    var request =
        request(path)
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofMinutes(2));
  }

  public Answer send(HttpRequest request) {
    HttpResponse<String> answer = exchange(request, BodyHandlers.ofString());
    return new Answer(answer, answer.body());
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A browser that nobody has used yet, in a network of its own. */
  public TestBrowser browser() {
    return new TestBrowser(this, "text/html,application/xhtml+xml,*/*;q=0.8");
  }

  /** A program that keeps cookies and fills in forms as a browser does. */
  public TestBrowser program() {
    return new TestBrowser(this, "application/json");
  }

  /** Such as {@code http://localhost:41234}. */
  public String address() {
    return "http://localhost:" + environment.getProperty("local.server.port");
  }

  public record Answer(HttpResponse<?> response, String body) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Last part of the problem's type. */
    public String problem() {
      return json().path("type").asString().replace("/problems/", "");
    }
  }
}
