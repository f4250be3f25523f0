package dev.slipway.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageNamesTest {
  @Test
  void oneImageHasOneSpelling() {
    assertThat(ImageNames.plain("docker.io/library/busybox"))
        .isEqualTo(ImageNames.plain("busybox:latest"))
        .isEqualTo("busybox:latest");
    assertThat(ImageNames.plain("library/busybox:1.36@sha256:ab")).isEqualTo("busybox@sha256:ab");
    assertThat(ImageNames.plain("host:5000/a/b")).isEqualTo("host:5000/a/b:latest");
    assertThat(ImageNames.plain("host:5000/a/b:1")).isEqualTo("host:5000/a/b:1");
    assertThat(ImageNames.plain("host:5000/a/b:1@sha256:ab")).isEqualTo("host:5000/a/b@sha256:ab");
  }
}
