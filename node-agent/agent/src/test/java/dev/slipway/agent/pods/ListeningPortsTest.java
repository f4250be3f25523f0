package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.pods.ListeningPorts.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningPortsTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @Test
  void readsTheKernelsTable(@TempDir Path proc) throws Exception {
    Path net = Files.createDirectories(proc.resolve("7/net"));
    Files.writeString(
        net.resolve("tcp"),
        HEAD
            + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  10001\n"
            + "   1: 0B00007F:9C41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0\n"
            + "   2: 0200A8C0:8C3C 0100A8C0:0050 01 00000000:00000000 00:00000000 00000000  10001\n");
    Files.writeString(
        net.resolve("tcp6"),
        HEAD
            + "   0: 00000000000000000000000000000000:0BB8 00000000000000000000000000000000:0000 0A 0 0 0 0\n");
    assertThat(ListeningPorts.of(proc, 7))
        .containsExactly(new Listener(8080, true), new Listener(3000, false));
  }

  @Test
  void aPodThatHasEndedListensOnNothing(@TempDir Path proc) {
    assertThat(ListeningPorts.of(proc, 7)).isEmpty();
  }

  @Test
  void saysWhatTheAppListensOnInstead() {
    assertThat(ListeningPorts.diagnose(List.of(new Listener(8080, false)), 8080)).isEmpty();
    assertThat(message(List.of())).contains("no port", "8080", "PORT");
    assertThat(message(List.of(new Listener(3000, false)))).contains("3000", "not on 8080");
    assertThat(message(List.of(new Listener(8080, true)))).contains("127.0.0.1", "0.0.0.0");
  }

  private static String message(List<Listener> listeners) {
    return ListeningPorts.diagnose(listeners, 8080).orElseThrow().message();
  }
}
