package dev.slipway.backend.images;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * In front of a web server without TLS: hangs up on who speaks TLS, as servers do, where the JDK's
 * own one waits for the end of a line that never comes.
 */
final class PlainPort implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 22;

  private final ServerSocket socket;
  private final int behind;

  private PlainPort(ServerSocket socket, int behind) {
    this.socket = socket;
    this.behind = behind;
  }

  static PlainPort to(int behind) throws IOException {
    var port = new PlainPort(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behind);
    Thread.startVirtualThread(port::accept);
    return port;
  }

  int number() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      int first = client.getInputStream().read();
      if (first < 0 || first == TLS_HANDSHAKE) {
        return;
      }
      server.getOutputStream().write(first);
      Thread back = Thread.startVirtualThread(() -> copy(server, client));
      copy(client, server);
      back.join();
    } catch (IOException _) {
      // One side has hung up.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      long _ = from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // One side has hung up.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
