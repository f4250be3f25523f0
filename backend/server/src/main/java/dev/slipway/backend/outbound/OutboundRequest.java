package dev.slipway.backend.outbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param address absolute, as somebody gave it; checked when it is sent
 * @param headers often hold credentials, so nothing here is ever printed
 * @param body sent as UTF-8; null for none
 * @param patience for the whole exchange
 * @param mostBytes of the answer's body; a longer one is refused
 */
public record OutboundRequest(
    String method,
    String address,
    Map<String, String> headers,
    @Nullable String body,
    Duration patience,
    int mostBytes) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  public static OutboundRequest get(String address) {
    return new OutboundRequest("GET", address, Map.of(), null, PATIENCE, MOST_BYTES);
  }

  public static OutboundRequest post(String address, String contentType, String body) {
    return new OutboundRequest(
        "POST", address, Map.of("Content-Type", contentType), body, PATIENCE, MOST_BYTES);
  }

  public OutboundRequest header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OutboundRequest(method, address, more, body, patience, mostBytes);
  }

  public OutboundRequest method(String other) {
    return new OutboundRequest(other, address, headers, body, patience, mostBytes);
  }

  public OutboundRequest within(Duration time, int bytes) {
    return new OutboundRequest(method, address, headers, body, time, bytes);
  }

  @Override
  public String toString() {
    return "OutboundRequest[" + method + "]";
  }
}
