package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  @Test
  void namesTheImagesOfAllStagesThatAreNeeded() {
    String file =
        """
        ARG NODE=20
        FROM --platform=$BUILDPLATFORM node:${NODE}-slim AS build
        RUN npm ci \\
            && npm run build
        FROM golang:1 AS unused
        FROM build AS test
        FROM nginx:1
        COPY --from=build /dist /usr/share/nginx/html
        COPY --from=busybox:1 /bin/wget /bin/
        RUN --mount=type=bind,from=alpine:3,target=/x ls /x
        """;
    assertThat(images(file, ""))
        .containsExactly("nginx:1", "node:20-slim", "busybox:1", "alpine:3");
    assertThat(images(file, "Build")).containsExactly("node:20-slim");
    assertThat(images(file, "test")).containsExactly("node:20-slim");
  }

  @Test
  void fillsInArguments() {
    assertThat(images("ARG TAG\nFROM app:${TAG:-1}", "")).containsExactly("app:1");
    assertThat(Dockerfile.parse("ARG TAG=1\nFROM app:$TAG", Map.of("TAG", "2")).images(""))
        .containsExactly("app:2");
    assertThat(images("ARG A=\"x\" B=${A}y\nFROM $B${A:+z}", "")).containsExactly("xyz");
  }

  @Test
  void knowsScratchNumbersCaseAndContinuedLines() {
    assertThat(images("from scratch\ncopy a b", "")).isEmpty();
    assertThat(images("FROM a\nFROM b\nCOPY --from=0 x y", "")).containsExactly("b", "a");
    assertThat(images("FROM \\\n# comment\n  a \\\n  As x\nFROM X", "")).containsExactly("a");
    assertThat(images("# escape=`\nFROM `\n a", "")).containsExactly("a");
  }

  @Test
  void takesNoLineOfADocumentForAnInstruction() {
    assertThat(images("FROM a\nRUN <<EOF\nFROM b\nEOF\nRUN cat <<-'X' >f\nFROM c\n\tX\nUSER 1", ""))
        .containsExactly("a");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> images("RUN x", "")).hasMessageContaining("no FROM");
    assertThatThrownBy(() -> images("ARG X\nFROM $X", "")).hasMessageContaining("ARG");
    assertThatThrownBy(() -> images("FROM a", "b")).hasMessageContaining("no stage 'b'");
  }

  @Test
  void asksForNoOtherFrontEnd() {
    assertThat(Instruction.withoutSyntax("# syntax=docker/dockerfile:1\nFROM a\n# syntax=x\n"))
        .isEqualTo("#\nFROM a\n# syntax=x\n");
    assertThat(Instruction.withoutSyntax("# escape=`\n#syntax = y\nFROM a"))
        .isEqualTo("# escape=`\n#\nFROM a");
  }

  private static Set<String> images(String file, String target) {
    return Dockerfile.parse(file, Map.of()).images(target);
  }
}
