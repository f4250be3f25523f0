package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolversTest {
  private static final String LISTENS =
      "  sl  local_address rem_address\n 1: 0100007F:0035 00000000:0000 07\n";

  @TempDir Path folder;

  @BeforeEach
  void nobodyListens() throws IOException {
    file("udp", "  sl  local_address rem_address\n 1: 0100007F:0036 00000000:0000 07\n");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private boolean reachable() {
    return new Resolvers(folder.resolve("usual"), folder.resolve("behind"), folder.resolve("udp"))
        .reachable();
  }

  @Test
  void resolversElsewhereCanBeAskedByPods() throws IOException {
    file("usual", "search x.test\nnameserver 10.0.0.2\nnameserver fd00::1\nnameserver 10.0.0.3\n");
    assertThat(reachable()).isTrue();
  }

  @Test
  void theEngineNamesWhatTheStubOnLoopbackAsks() throws IOException {
    file("usual", "nameserver 127.0.0.53\n");
    file("behind", "nameserver 10.0.0.2\n");
    file("udp", LISTENS);
    assertThat(reachable()).isTrue();
  }

  @Test
  void aResolverOnLoopbackIsTheEnginesToReach() throws IOException {
    file("usual", "nameserver 127.0.0.1\n");
    file("udp", LISTENS);
    assertThat(reachable()).isFalse();
  }

  @Test
  void noResolverIsAsGoodForPodsAsForTheMachine() throws IOException {
    file("usual", "nameserver 127.0.0.1\n");
    assertThat(reachable()).isTrue();
  }

  @Test
  void withoutTheMachinesFilesTheEngineKnowsBetter() {
    assertThat(reachable()).isFalse();
  }
}
