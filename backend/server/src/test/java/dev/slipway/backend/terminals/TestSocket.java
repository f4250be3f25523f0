package dev.slipway.backend.terminals;

import static java.util.Objects.requireNonNull;

import dev.slipway.backend.testing.TestHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Somebody who sits at a terminal: sees what is shown, and is told how it ended. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  /** In. */
  static TestSocket open(TestHttp http, String ticket, String... headers) {
    var one = new TestSocket();
    one.socket = one.connect(http, ticket, headers).join();
    return one;
  }

  /** What whoever is not let in is answered. */
  static int refused(TestHttp http, String ticket, String... headers) {
    try (var one = new TestSocket()) {
      one.socket = one.connect(http, ticket, headers).join();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().statusCode();
      }
      throw e;
    }
  }

  private CompletableFuture<WebSocket> connect(TestHttp http, String ticket, String... headers) {
    var builder =
        client
            .newWebSocketBuilder()
            .subprotocols(Upgrade.PROTOCOL, ticket.isEmpty() ? "none" : "ticket." + ticket);
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder.buildAsync(
        URI.create(http.address().replace("http:", "ws:") + Upgrade.PATH), this);
  }

  void type(String keys) {
    var _ =
        requireNonNull(socket)
            .sendBinary(ByteBuffer.wrap(keys.getBytes(StandardCharsets.UTF_8)), true)
            .orTimeout(60, TimeUnit.SECONDS)
            .join();
  }

  void say(String json) {
    var _ = requireNonNull(socket).sendText(json, true).join();
  }

  void sees(String words) {
    Awaitility.await().atMost(PATIENCE).until(() -> String.join("", shown).contains(words));
  }

  void isTold(String words) {
    Awaitility.await().atMost(PATIENCE).until(() -> String.join("", told).contains(words));
  }

  /** All words it was told, after its end. */
  String end() {
    var _ = closed.orTimeout(60, TimeUnit.SECONDS).join();
    return String.join("", told);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    shown.add(StandardCharsets.UTF_8.decode(data).toString());
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    told.add(data.toString());
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(-1);
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
    client.shutdownNow();
  }
}
