package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The README's second example: change the sample, commit, git push; thousands ask meanwhile. */
@Order(1)
class PushDeploysTest {
  private static final long REQUESTS = 20_000;
  private static final String WORDS = "Hello from " + Instant.now().toEpochMilli();

  private static final Platform PLATFORM = Platform.running();
  private static final App APP = App.sample(PLATFORM);
  private static final GitRepo REPO = new GitRepo(PLATFORM.state().resolve("sample/hello"));

  private static String terminal = "";
  private static Traffic traffic = Traffic.to(APP, "/api");

  @BeforeAll
  static void push() {
    try (Traffic meanwhile = traffic) {
      meanwhile.await(REQUESTS / 10, Duration.ofSeconds(60));
      REPO.write("version.txt", WORDS + "\n").commit("Say it anew");
      Instant began = Instant.now();
      terminal = REPO.push(APP);
      Report.line("git push to all pods new: %s", Duration.between(began, Instant.now()));
      meanwhile.await(REQUESTS, Duration.ofSeconds(180));
    }
    Report.line("%d requests meanwhile, %d failed", traffic.sent(), traffic.failures().size());
  }

  @Test
  void theTerminalShowsTheBuildAndTheRollout() {
    assertThat(terminal).contains("Building", "COPY version.txt", "Rolling out", "is live");
  }

  @Test
  void theNewVersionAnswers() {
    assertThat(APP.ask("/").text()).contains(WORDS);
  }

  @Test
  void noRequestIsLost() {
    assertThat(traffic.sent()).isGreaterThanOrEqualTo(REQUESTS);
    assertThat(traffic.failures()).isEmpty();
  }
}
