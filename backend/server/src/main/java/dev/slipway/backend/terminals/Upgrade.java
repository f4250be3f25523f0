package dev.slipway.backend.terminals;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Turns a request into a WebSocket. */
@Component
class Upgrade {
  static final String PATH = "/api/v1/terminals";
  static final String PROTOCOL = "slipway.terminal.v1";
  private static final String TICKET = "ticket.";

  private final Json json;

  Upgrade(Json json) {
    this.json = json;
  }

  /** Among the subprotocols: an address would stand in the logs of proxies. */
  static Optional<String> ticket(HttpServletRequest request) {
    return offered(request)
        .filter(word -> word.startsWith(TICKET) && word.length() > TICKET.length())
        .map(word -> word.substring(TICKET.length()))
        .findFirst();
  }

  private static Stream<String> offered(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip);
  }

  /** Before the ticket is used up. */
  static void require(HttpServletRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        || offered(request).noneMatch(PROTOCOL::equals)) {
      throw Problem.of(
          Problem.Kind.MALFORMED,
          "not-a-websocket",
          "This address speaks WebSocket with the subprotocol %s. A proxy in between has to pass the headers Upgrade and Connection on."
              .formatted(PROTOCOL));
    }
  }

  void perform(HttpServletRequest request, HttpServletResponse response, Terminal terminal) {
    Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
    if (!(container instanceof ServerContainer sockets)) {
      throw new IllegalStateException("The server speaks no WebSocket");
    }
    var endpoint = new TerminalSocket(terminal, json);
    ServerEndpointConfig config =
        ServerEndpointConfig.Builder.create(TerminalSocket.class, PATH)
            .subprotocols(List.of(PROTOCOL))
            .configurator(
                new ServerEndpointConfig.Configurator() {
                  @Override
                  public <T> T getEndpointInstance(Class<T> type) {
                    return type.cast(endpoint);
                  }
                })
            .build();
    try {
      sockets.upgradeHttpToWebSocket(request, response, config, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }
}
