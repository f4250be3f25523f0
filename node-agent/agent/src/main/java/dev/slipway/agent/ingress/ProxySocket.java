package dev.slipway.agent.ingress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A socket on which the proxy takes a line of commands, answers and hangs up. */
final class ProxySocket {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path path;

  ProxySocket(Path path) {
    this.path = path;
  }

  /**
   * @throws IOException if nobody listens there or the answer takes longer than ten seconds
   */
  String ask(String line) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Thread watch = Thread.ofVirtual().start(() -> closeLater(channel));
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        var request = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (request.hasRemaining()) {
          channel.write(request);
        }
        // The master keeps a conversation with a worker open until it is told the end.
        channel.shutdownOutput();
        return readAll(channel);
      } finally {
        watch.interrupt();
      }
    }
  }

  private static String readAll(SocketChannel channel) throws IOException {
    var answer = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(16 << 10);
    while (channel.read(buffer) >= 0) {
      answer.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static void closeLater(SocketChannel channel) {
    try {
      Thread.sleep(PATIENCE);
      channel.close();
    } catch (InterruptedException | IOException _) {
      // It answered in time, or is closed already.
    }
  }
}
