package dev.slipway.agent.pods;

import static dev.slipway.agent.pods.Pods.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlinesTest {
  @TempDir Path folder;

  private Deadlines deadlines() {
    return new Deadlines(folder.resolve("deadlines.json"));
  }

  @Test
  void theFirstDeadlineStandsAlsoForAnAgentThatStartsAnew() {
    assertThat(deadlines().of("run", NOW.plusSeconds(30), NOW)).isEqualTo(NOW.plusSeconds(30));
    assertThat(deadlines().of("run", NOW.plusSeconds(50), NOW.plusSeconds(20)))
        .isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void anotherRunHasADeadlineOfItsOwn() {
    var deadlines = deadlines();
    assertThat(deadlines.of("run", NOW, NOW)).isEqualTo(NOW);
    assertThat(deadlines.of("next", NOW.plusSeconds(9), NOW)).isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void whatIsLongOverIsForgotten() throws Exception {
    var deadlines = deadlines();
    var _ = deadlines.of("old", NOW, NOW);
    var _ = deadlines.of("new", NOW.plusSeconds(7300), NOW.plusSeconds(7300));
    assertThat(Files.readString(folder.resolve("deadlines.json")))
        .contains("new")
        .doesNotContain("old");
  }

  @Test
  void aFileNobodyCanReadHarmsNobody() throws Exception {
    Files.writeString(folder.resolve("deadlines.json"), "{");
    assertThat(deadlines().of("run", NOW, NOW)).isEqualTo(NOW);
  }
}
