package dev.slipway.backend.statuses;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A forge's interface: takes whatever is sent and keeps it, or refuses as the test says. */
final class FakeForge implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  volatile int answer = 201;

  /** Takes what is sent and never answers. */
  volatile boolean hangs;

  record Said(String path, @Nullable String authorization, @Nullable String token, String body) {}

  FakeForge() throws IOException {
    // An address of this machine that the tests' settings allow.
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/", this::take);
    server.start();
  }

  String host() {
    return "127.0.0.9:" + server.getAddress().getPort();
  }

  Said next() throws InterruptedException {
    Said next = said.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("The forge was told nothing");
    }
    return next;
  }

  boolean heardNothing() {
    return said.isEmpty();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    said.add(
        new Said(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"),
            body));
    if (hangs) {
      awaitClose();
    }
    byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
