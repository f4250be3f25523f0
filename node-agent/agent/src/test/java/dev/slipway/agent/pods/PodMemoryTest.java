package dev.slipway.agent.pods;

import static dev.slipway.agent.pods.Pods.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodMemoryTest {
  private static final PodMemory.Failure ERROR = new PodMemory.Failure("Error", "It ended.");

  private static PodMemory ended(PodMemory memory, Duration ran) {
    return memory.ended("run", ran, ERROR, 1, NOW);
  }

  @Test
  void pausesDoubleUpToAMinute() {
    PodMemory memory = PodMemory.NEW;
    var pauses = new ArrayList<Long>();
    for (int i = 0; i < 8; i++) {
      memory = ended(memory, Duration.ofSeconds(5));
      pauses.add(Duration.between(NOW, Instant.ofEpochMilli(memory.notBefore())).toSeconds());
      memory = memory.started();
    }
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(memory.restarts()).isEqualTo(8);
  }

  @Test
  void tenGoodMinutesAreForgiven() {
    PodMemory memory = PodMemory.NEW;
    for (int i = 0; i < 5; i++) {
      memory = ended(memory, Duration.ofSeconds(5)).started();
    }
    PodMemory after = ended(memory, Duration.ofMinutes(10));
    assertThat(after.failures()).isEqualTo(1);
    assertThat(after.notBefore()).isEqualTo(NOW.plusSeconds(1).toEpochMilli());
    assertThat(after.restarts()).isEqualTo(5);
  }

  @Test
  void aFirstStartIsNoRestart() {
    assertThat(PodMemory.NEW.started().restarts()).isZero();
    assertThat(PodMemory.NEW.troubled(ERROR, NOW).started().restarts()).isZero();
  }

  @Test
  void aRestartNobodyNotedIsCountedWhenItsRunEnds() {
    PodMemory first = ended(PodMemory.NEW, Duration.ofSeconds(1));
    PodMemory second = first.ended("run-2", Duration.ofSeconds(1), ERROR, 0, NOW);
    assertThat(second.restarts()).isEqualTo(1);
    assertThat(second.ended("run-2", Duration.ofSeconds(1), ERROR, 0, NOW).restarts()).isEqualTo(1);
  }

  @Test
  void theFirstWordToStopCounts() {
    PodMemory told = PodMemory.NEW.stopping(NOW);
    assertThat(told.stopping(NOW.plusSeconds(9))).isEqualTo(told);
  }

  @Test
  void beingReadyEndsWhatWasWrongBefore() {
    PodMemory ready = ended(PodMemory.NEW, Duration.ofSeconds(1)).started().ready("run-2");
    assertThat(ready.reason()).isEmpty();
    assertThat(ready.ready()).isEqualTo("run-2");
    assertThat(ready.restarts()).isEqualTo(1);
  }

  @Test
  void survivesTheAgent(@TempDir Path folder) {
    var memory = ended(PodMemory.NEW, Duration.ofSeconds(1)).started().ready("run-2");
    new MemoryStore(folder).save(Map.of("pod", memory));
    assertThat(new MemoryStore(folder).load()).isEqualTo(Map.of("pod", memory));
  }

  /** As an agent wrote it that knew no end for good. */
  @Test
  void readsWhatAnOlderAgentWrote(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("pods.json"),
        """
        {"pod":{"restarts":2,"failures":1,"notBefore":5,"restartDue":true,"exitCode":3,"reason":"Error",
         "message":"It ended.","ended":"run","ready":"","stopSince":0,"killAt":0,"why":""}}
        """);
    PodMemory read = requireNonNull(new MemoryStore(folder).load().get("pod"));
    assertThat(read.restarts()).isEqualTo(2);
    assertThat(read.finished()).isFalse();
  }
}
