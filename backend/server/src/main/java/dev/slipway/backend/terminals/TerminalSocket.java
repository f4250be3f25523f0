package dev.slipway.backend.terminals;

import com.google.protobuf.ByteString;
import dev.slipway.backend.database.Json;
import dev.slipway.protocol.TerminalSize;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal over WebSocket: binary messages are what is typed and what is shown, text messages are
 * JSON about it.
 */
final class TerminalSocket extends Endpoint {
  private static final Logger log = LoggerFactory.getLogger(TerminalSocket.class);
  private static final int MOST_TYPED = 64 << 10;
  private static final int MOST_WORDS = 1 << 10;

  private final Terminal terminal;
  private final Json json;

  TerminalSocket(Terminal terminal, Json json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** What the other side may say; one of them. */
  record Said(@Nullable Size resize, @Nullable Long taken) {}

  record Size(int columns, int rows) {}

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(0);
    session.setMaxBinaryMessageBufferSize(MOST_TYPED);
    session.setMaxTextMessageBufferSize(MOST_WORDS);
    session.addMessageHandler(
        new MessageHandler.Whole<ByteBuffer>() {
          @Override
          public void onMessage(ByteBuffer typed) {
            terminal.typed(ByteString.copyFrom(typed));
          }
        });
    session.addMessageHandler(
        new MessageHandler.Whole<String>() {
          @Override
          public void onMessage(String words) {
            said(words);
          }
        });
    Thread _ =
        Thread.ofVirtual().name("terminal").start(() -> terminal.run(new SocketScreen(session)));
  }

  private void said(String words) {
    try {
      Said said = json.read(words, Said.class);
      if (said.taken() != null) {
        terminal.taken(said.taken());
      }
      if (said.resize() != null) {
        terminal.resized(Sizes.of(said.resize().columns(), said.resize().rows()));
      }
    } catch (RuntimeException e) {
      log.debug("A terminal was told something it does not understand", e);
      terminal.end("failed", "The other side said something that was not understood.");
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    terminal.left();
  }

  @Override
  public void onError(Session session, Throwable failure) {
    log.debug("A terminal's connection failed", failure);
    terminal.left();
  }

  /** What a window may measure; whoever says something else gets the nearest. */
  static final class Sizes {
    private static final int MOST = 1000;

    private Sizes() {}

    static TerminalSize of(int columns, int rows) {
      return TerminalSize.newBuilder()
          .setColumns(Math.clamp(columns, 1, MOST))
          .setRows(Math.clamp(rows, 1, MOST))
          .build();
    }
  }

  private final class SocketScreen implements Screen {
    private final Session session;

    SocketScreen(Session session) {
      this.session = session;
    }

    @Override
    public void show(ByteString output) throws IOException {
      session.getBasicRemote().sendBinary(output.asReadOnlyByteBuffer());
    }

    @Override
    public void opened() throws IOException {
      session.getBasicRemote().sendText(json.write(Map.of("opened", true)));
    }

    @Override
    public void ended(Ending ending) throws IOException {
      session.getBasicRemote().sendText(json.write(Map.of("ended", ending)));
      session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ending.reason()));
    }

    @Override
    public void ping() throws IOException {
      session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
    }

    @Override
    public void cut() {
      try {
        session.close();
      } catch (IOException | IllegalStateException e) {
        log.trace("A terminal's connection is gone already", e);
      }
    }
  }
}
