package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
  private static final Path MADE = Path.of("/var/lib/slipway/agent/volumes/mounted/v/data");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data",
        "/",
        "/data/",
        "/a/../b",
        "/a/..",
        "/a:b",
        "/a,b",
        "/proc/1",
        "/sys",
        "/dev/x",
        "/run",
        "/var/run",
        "/tmp"
      })
  void targetsAreTheContainersOwn(String target) {
    assertThatThrownBy(() -> new Mount.Made(MADE, target, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mount.Memory(target, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsMayLieWhereImagesLookForThem() {
    assertThat(new Mount.Made(MADE, "/run/secrets/key", true).readOnly()).isTrue();
  }

  @Test
  void sourcesAreWholePaths() {
    assertThatThrownBy(() -> new Mount.Made(Path.of("relative"), "/data", true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mount.Made(Path.of("/var/lib/../../etc"), "/data", true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
