package dev.slipway.agent.engine;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConnectionTest {
  @TempDir Path folder;

  @Test
  void agreesOnAVersionBothSpeak() {
    assertThat(DockerConnection.agree("1.41", "1.12")).isEqualTo("1.41");
    assertThat(DockerConnection.agree("1.52", "1.44")).isEqualTo(DockerConnection.NEWEST);
    assertThat(DockerConnection.agree("1.60", "1.50")).isEqualTo("1.50");
  }

  @Test
  void aSocketNobodyListensOnIsAnEngineThatIsDown() {
    var engine = DockerEngine.at(folder.resolve("nobody"));
    assertThatThrownBy(engine::info).isInstanceOf(EngineDown.class);
  }

  /** It accepts, takes the question, and never answers. */
  @Test
  void anEngineThatHangsIsGivenUp() throws Exception {
    Path socket = folder.resolve("s");
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      var engine = new DockerEngine(new DockerConnection(socket, Duration.ofMillis(300)));
      assertThatThrownBy(engine::containers).isInstanceOf(EngineDown.class);
      assertThatThrownBy(engine::containers).isInstanceOf(EngineDown.class);
    }
  }

  /** It answers when everybody has asked who may. */
  @Test
  void noMoreIsAskedAtOnceThanLeavesFewConnections() throws Exception {
    Path socket = folder.resolve("s");
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    var answers = new CountDownLatch(1);
    try (var busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      busy.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                SocketChannel asked = busy.accept();
                Thread.ofVirtual().start(() -> answer(asked, open, most, answers));
              }
            } catch (IOException _) {
              // The test is over.
            }
          });
      var engine = new DockerEngine(new DockerConnection(socket));
      var asking = new ArrayList<Thread>();
      for (int i = 0; i < 3 * DockerConnection.QUESTIONS_AT_ONCE; i++) {
        asking.add(
            Thread.ofVirtual()
                .start(() -> {
                  var _ = engine.container("a");
                }));
      }
      await(() -> open.get() == DockerConnection.QUESTIONS_AT_ONCE);
      answers.countDown();
      for (Thread one : asking) {
        one.join();
      }
      assertThat(most).hasValue(DockerConnection.QUESTIONS_AT_ONCE);
    }
  }

  private static void answer(
      SocketChannel asked, AtomicInteger open, AtomicInteger most, CountDownLatch answers) {
    var question = ByteBuffer.allocate(4096);
    try (asked) {
      var _ = asked.read(question);
      most.accumulateAndGet(open.incrementAndGet(), Math::max);
      answers.await();
      open.decrementAndGet();
      boolean version =
          new String(question.array(), StandardCharsets.US_ASCII).startsWith("GET /version ");
      String body = version ? "{\"ApiVersion\":\"1.47\"}" : "{}";
      String answer =
          "HTTP/1.1 %s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(version ? "200 OK" : "404 Not Found", body.length(), body);
      asked.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException | InterruptedException _) {
      // Whoever asked has gone.
    }
  }
}
