package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The README's second example: change the sample, commit, git push; thousands ask meanwhile. */
@Order(1)
class PushDeploysTest {
  private static final long REQUESTS = 20_000;
  private static final String WORDS = "Hello from " + UUID.randomUUID();
  private static final Platform PLATFORM = Platform.running();

  private static App app;
  private static String terminal;
  private static Traffic traffic;

  @BeforeAll
  static void push() {
    app = App.sample(PLATFORM);
    traffic = Traffic.to(app, "/api");
    try (Traffic meanwhile = traffic) {
      meanwhile.await(REQUESTS / 10, Duration.ofMinutes(3));
      var repo = new GitRepo(PLATFORM.state().resolve("sample/hello"));
      repo.write("version.txt", WORDS + "\n").commit("Say it anew");
      Instant began = Instant.now();
      terminal = repo.push(app);
      Report.line("git push took %s".formatted(Duration.between(began, Instant.now())));
      meanwhile.await(REQUESTS, Duration.ofMinutes(10));
    }
    Report.line(
        "%d requests meanwhile, %d failed".formatted(traffic.sent(), traffic.failures().size()));
  }

  @Test
  void theTerminalShowsTheBuildAndTheRollout() {
    assertThat(terminal).contains("Building", "COPY version.txt", "Rolling out", "is live");
  }

  @Test
  void theNewVersionAnswers() {
    assertThat(app.ask("/").text()).contains(WORDS);
  }

  @Test
  void noRequestIsLost() {
    assertThat(traffic.sent()).isGreaterThanOrEqualTo(REQUESTS);
    assertThat(traffic.failures()).isEmpty();
  }
}
