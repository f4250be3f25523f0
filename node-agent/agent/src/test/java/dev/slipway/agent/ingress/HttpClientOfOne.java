package dev.slipway.agent.ingress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that keeps one connection and never makes another. */
final class HttpClientOfOne implements AutoCloseable {
  private final Socket socket;

  private HttpClientOfOne(Socket socket) {
    this.socket = socket;
  }

  static HttpClientOfOne to(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return new HttpClientOfOne(socket);
  }

  /** The body of the answer, empty if there is none. */
  String ask(String host) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var answer = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (!complete(answer)) {
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        return "";
      }
      answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
    }
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static boolean complete(StringBuilder answer) {
    int body = answer.indexOf("\r\n\r\n") + 4;
    return body > 3
        && answer
            .toString()
            .toLowerCase(java.util.Locale.ROOT)
            .contains("content-length: " + (answer.length() - body) + "\r\n");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
