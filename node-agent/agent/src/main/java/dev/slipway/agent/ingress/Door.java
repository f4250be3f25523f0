package dev.slipway.agent.ingress;

import dev.slipway.agent.network.NetworkFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The proxy as a client sees it. */
final class Door {
  private static final int PATIENCE = 5000;

  private final int port;
  private Map<String, String> verified = Map.of();

  Door(int port) {
    this.port = port;
  }

  /** Asks the proxy where each host leads that is new or leads elsewhere than last time. */
  void verify(Map<String, String> hosts) throws IOException {
    for (Map.Entry<String, String> host : hosts.entrySet()) {
      String route = host.getValue();
      if (!route.equals(verified.get(host.getKey())) && !route.equals(answer(host.getKey()))) {
        throw new NetworkFailed("The ingress does not lead " + host.getKey() + " to its app.");
      }
    }
    verified = Map.copyOf(hosts);
  }

  private String answer(String host) throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
      String request = "GET " + ProxyConfig.ASK_ROUTE + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.US_ASCII);
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
  }
}
