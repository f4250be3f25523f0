package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.sources.BuildFailed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          executor failed running [/bin/sh -c npm ci]: exit code: 1                    | build-failed
          executor failed running [/bin/sh -c npm ci]: exit code: 137                  | build-out-of-memory
          The command '/bin/sh -c false' returned a non-zero code: 2                   | build-failed
          failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 3: unknown instruction: FOO | dockerfile-invalid
          failed to solve with frontend dockerfile.v0: failed to create LLB definition: target stage x could not be found | dockerfile-invalid
          failed to solve with frontend dockerfile.v0: failed to create LLB definition: pull access denied, repository does not exist | base-image-missing
          failed to compute cache key: "/foo" not found: not found                     | build-failed
          write /x: no space left on device                                            | disk-low
          """)
  void sortsWhatTheBuilderSays(String said, String type) {
    BuildFailed failed = BuildErrors.explain(said, "RUN npm ci", false, 512 << 20);
    assertThat(failed.failure().type()).isEqualTo(type);
    assertThat(failed).message().endsWith(".").doesNotContain("failed to solve");
  }
}
