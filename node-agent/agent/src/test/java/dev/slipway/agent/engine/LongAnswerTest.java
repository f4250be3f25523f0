package dev.slipway.agent.engine;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongAnswerTest {
  @TempDir Path folder;
  private ServerSocketChannel engine;
  private LongAnswer answer;

  @BeforeEach
  void connect() throws IOException {
    engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    engine.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
    answer = new LongAnswer(folder.resolve("s"));
  }

  @AfterEach
  void close() throws IOException {
    answer.close();
    engine.close();
  }

  /** Says it when it is asked, and hangs up. */
  private void says(String said) {
    Thread.ofVirtual()
        .start(() -> {
          try (SocketChannel asked = engine.accept()) {
            var _ = asked.read(ByteBuffer.allocate(1024));
            asked.write(ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8)));
          } catch (IOException _) {
            // Nobody wants to know all of it.
          }
        });
  }

  @Test
  void isWhatComesAfterTheHeadersUpToTheEnd() throws IOException {
    says("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\none\ntwo");
    assertThat(answer.get("/x").readAllBytes())
        .isEqualTo("one\ntwo".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theQuestionIsInTheOldFormWhichHasNoChunks() throws IOException {
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                answer.get("/v1.47/containers/a/logs");
              } catch (IOException _) {
                // Nobody answers.
              }
            });
    try (SocketChannel asked = engine.accept()) {
      var question = Channels.newInputStream(asked).readNBytes(46);
      assertThat(new String(question, StandardCharsets.UTF_8))
          .startsWith("GET /v1.47/containers/a/logs HTTP/1.0\r\n");
    }
    await(() -> !asking.isAlive());
  }

  @Test
  void aRefusalSaysWhatTheEngineSaid() throws IOException {
    says("HTTP/1.0 404 Not Found\r\n\r\nNo such container: a");
    assertThatThrownBy(() -> answer.get("/x"))
        .isInstanceOf(DockerException.class)
        .hasMessageContaining("No such container: a");
  }

  @Test
  void whatIsNotHttpIsNoAnswer() throws IOException {
    says("SSH-2.0-OpenSSH_9.9\r\n\r\n");
    assertThatThrownBy(() -> answer.get("/x")).hasMessageContaining("HTTP");
  }

  @Test
  void headersWithoutAnEndAreNoAnswer() throws IOException {
    says("HTTP/1.0 200 OK\r\n" + "A: b\r\n".repeat(1000));
    assertThatThrownBy(() -> answer.get("/x")).hasMessageContaining("no end of headers");
  }

  @Test
  void aLineWithoutAnEndIsNoAnswer() throws IOException {
    says("x".repeat(100_000));
    assertThatThrownBy(() -> answer.get("/x")).hasMessageContaining("too long");
  }

  /** It accepts and never answers. */
  @Test
  void closingItEndsTheWaiting() throws Exception {
    try (SocketChannel _ = engine.accept()) {
      var ended = new AtomicReference<Throwable>();
      Thread asking =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  answer.get("/x");
                } catch (IOException e) {
                  ended.set(e);
                }
              });
      await(() -> asking.getState() == Thread.State.WAITING);
      answer.close();
      await(() -> ended.get() != null);
    }
  }
}
