package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Apps made through the API alone, from repositories elsewhere, deployed when their forge says so.
 */
@Order(2)
class WebhookDeploysTest {
  private static final Platform PLATFORM = Platform.running();

  @TempDir private static Path folder;
  private static GitServer forge;

  @BeforeAll
  static void serve() {
    forge = GitServer.start(folder);
  }

  @AfterAll
  static void stop() {
    forge.close();
  }

  @ParameterizedTest
  @CsvSource({
    "java-api, /api/notes, []",
    "node-web, /votes, votes",
    "static-site, /about.html, angle brackets",
  })
  void aWebAppIsBuiltAndAnswers(String sample, String path, String words) {
    Outside outside = outside(sample);
    assertDeployed(outside);
    assertThat(outside.app().ask(path).text()).contains(words);
  }

  @Test
  void aWorkerIsBuiltAndWorks() {
    Outside outside = outside("worker");
    assertDeployed(outside);
    String log = "/apps/" + outside.app().id() + "/logs";
    Patience.within(Duration.ofMinutes(2), "the worker logs its second job")
        .until(() -> PLATFORM.call("GET", log, null).text().contains("job 2 done"));
  }

  @Test
  void aDeliveryThatComesTwiceDeploysOnce() {
    Outside outside = outside("static-site");
    GithubPush told = outside.told();
    var first = outside.hook().deliver(told);
    var second = outside.hook().deliver(told);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body().path("deployment")).isEqualTo(first.body().path("deployment"));
    assertThat(outside.app().deployments().size()).isEqualTo(1);
  }

  @Test
  void aWrongSignatureIsRefusedAndKept() {
    Outside outside = outside("static-site");
    var answer = outside.told().send(outside.hook().url(), "not the secret");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("invalid-signature");
    assertThat(outside.hook().deliveries().path(0).path("verdict").asString())
        .isEqualTo("BAD_SIGNATURE");
    assertThat(outside.app().deployments().size()).isZero();
  }

  private static Outside outside(String sample) {
    return Outside.sample(PLATFORM, forge, folder, sample);
  }

  private static void assertDeployed(Outside outside) {
    var answer = outside.hook().deliver(outside.told());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    String deployment = answer.body().path("deployment").asString();
    JsonNode ended = outside.app().ended(deployment, Duration.ofMinutes(3));
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("COMPLETE");
  }
}
