package dev.slipway.agent.ingress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that ask one after the other on kept connections, and remember what failed. */
final class Load {
  private static final int CLIENTS = 12;

  final AtomicLong answered = new AtomicLong();
  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private final int port;
  private final byte[] request;
  private volatile boolean ended;

  Load(int port, String host) {
    this.port = port;
    request = ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofVirtual().start(this::client));
    }
  }

  private void client() {
    while (!ended) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(60_000);
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        boolean open = true;
        while (!ended && open) {
          socket.getOutputStream().write(request);
          open = answer(in);
        }
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  /** False when the server wants a new connection for the next request. */
  private boolean answer(BufferedReader in) throws IOException {
    String status = in.readLine();
    int length = 0;
    boolean open = true;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length: ")) {
        length = Integer.parseInt(lower.substring(16));
      }
      open &= !lower.equals("connection: close");
    }
    var body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      body.append((char) in.read());
    }
    if (status == null || !status.contains(" 200 ")) {
      failures.add(Instant.now() + " " + status + body.substring(0, Math.min(60, body.length())));
      return false;
    }
    answered.incrementAndGet();
    return open;
  }

  void end() throws InterruptedException {
    ended = true;
    for (Thread client : clients) {
      client.join();
    }
  }
}
