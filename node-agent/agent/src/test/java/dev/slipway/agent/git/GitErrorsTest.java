package dev.slipway.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.sources.BuildFailed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitErrorsTest {
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
          fatal: unable to update url base from redirection:                           | destination-blocked
          fatal: unable to access 'x': The requested URL returned error: 302           | destination-blocked
          git@x: Permission denied (publickey).                                        | repository-refused
          Host key verification failed.                                                | host-key-changed
          fatal: fetch-pack: invalid index-pack output                                 | source-too-large
          fatal: early EOF fatal: fetch-pack: invalid index-pack output                | repository-unreachable
          fatal: something new                                                         | repository-unreachable
          """)
  void sortsWhatGitSays(String said, String type) {
    BuildFailed failed = GitErrors.explain("The repository x", "main;id", said, false);
    assertThat(failed.failure().type()).isEqualTo(type);
    assertThat(failed).message().startsWith("The repository x");
  }
}
