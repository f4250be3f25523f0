package dev.slipway.backend.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.testing.TestHttp.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Keeps cookies, and sends forms with the token of the page they are on. */
public final class TestBrowser {
  /** Guessing is counted by network: tests that guess must not be in each other's. */
  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final TestHttp http;
  private final String accepts;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String address;
  private String token = "";

  TestBrowser(TestHttp http, String accepts) {
    this.http = http;
    this.accepts = accepts;
    this.address = "198.19.%d.1".formatted(NETWORKS.getAndIncrement() % 256);
  }

  /** Where it is, as the server sees it. */
  public String address() {
    return address;
  }

  public TestBrowser with(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public TestBrowser without(String name) {
    cookies.remove(name);
    return this;
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  public Answer get(String path) {
    return send(http.request(path).GET());
  }

  /** Fills in and sends a form. */
  public Answer post(String path, Map<String, String> fields) {
    if (token.isEmpty()) {
      token = get(FormTokens.PATH).header(FormTokens.HEADER);
    }
    var all = new LinkedHashMap<>(fields);
    all.put("_csrf", token);
    return postAsIs(path, all);
  }

  /** The same, from a page that has no token. */
  public Answer postAsIs(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        http.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private Answer send(HttpRequest.Builder request) {
    request.header("Accept", accepts).header("X-Forwarded-For", address);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    Answer answer = http.send(request.build());
    answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String header) {
    String[] parts = header.split(";", 2)[0].split("=", 2);
    if (parts[1].isEmpty()) {
      cookies.remove(parts[0]);
    } else {
      cookies.put(parts[0], parts[1]);
    }
  }
}
