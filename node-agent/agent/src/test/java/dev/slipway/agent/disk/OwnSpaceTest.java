package dev.slipway.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSpaceTest {
  private static final long PLENTY = 1L << 40;
  private static final long LITTLE = 64L << 20;

  @TempDir private Path state;
  private OwnSpace space;

  @BeforeEach
  void anEmptyFolder() {
    space = new OwnSpace(state);
  }

  @Test
  void spaceIsTakenWhileThereIsPlenty() throws IOException {
    space.look(PLENTY);
    assertThat(kept()).hasSize(OwnSpace.BYTES);
  }

  @Test
  void itIsGivenUpWhenTheDiskIsFull() throws IOException {
    space.look(PLENTY);
    space.look(0);
    assertThat(kept()).doesNotExist();
  }

  @Test
  void itStaysWhenTheDiskIsNearlyFull() throws IOException {
    space.look(PLENTY);
    space.look(LITTLE);
    assertThat(kept()).exists();
  }

  @Test
  void itIsNotTakenFromADiskThatIsNearlyFull() throws IOException {
    space.look(LITTLE);
    assertThat(kept()).doesNotExist();
  }

  @Test
  void whatIsThereIsNotWrittenAgain() throws IOException {
    Files.writeString(kept(), "there");
    space.look(PLENTY);
    assertThat(kept()).hasContent("there");
  }

  private Path kept() {
    return state.resolve("kept-back");
  }
}
