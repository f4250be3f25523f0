package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThat;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fatal: Remote branch main;id not found in upstream origin                    | ref-not-found
          fatal: Authentication failed for 'https://example.com/r.git/'                | repository-refused
          fatal: could not read Username for 'https://example.com': terminal prompts disabled | repository-refused
          fatal: repository 'https://example.com/r.git/' not found                     | repository-unreachable
          fatal: unable to access 'x': The requested URL returned error: 403           | repository-refused
          fatal: unable to access 'x': Failed to connect to x port 443: Connection refused | repository-unreachable
          fatal: unable to update url base from redirection:                           | repository-unreachable
          fatal: something new                                                         | repository-unreachable
          """)
  void sortsWhatGitSays(String said, String type) {
    BuildFailed failed = GitErrors.explain("The repository x", "main;id", said);
    assertThat(failed.failure().type()).isEqualTo(type);
    assertThat(failed).message().startsWith("The repository x");
  }
}
