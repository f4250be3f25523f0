package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
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
}
