package dev.slipway.agent.logs;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.ContainerSpec.Limits;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.LogFrame;
import dev.slipway.agent.secrets.Secrets;
import dev.slipway.protocol.LogLine;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLogPumpTest {
  private static final String CONTAINER = "slp-web-1";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LogSource SOURCE =
      new LogSource(CONTAINER, "pod-1", "web-1", "app-1", Set.of());

  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private final Queue<LogLines> answers = new ConcurrentLinkedQueue<>();
  private EngineLogPump pump;
  private int written;

  @BeforeEach
  void aContainer() {
    pump = new EngineLogPump(engine, folder, LogBudget.USUAL);
    engine.pull("image", null, _ -> {});
    engine.start(
        new ContainerSpec(
            CONTAINER,
            "image",
            Map.of(),
            List.of("serve"),
            Map.of(),
            "10001:10001",
            new Limits(100, 1 << 20, 10, 1 << 20),
            new ContainerSpec.Bridged("n", "10.0.0.2", "h", List.of(), List.of())));
  }

  @AfterEach
  void close() {
    pump.close();
  }

  @Test
  void tellsWhatAContainerWroteAfterItIsGone() {
    write("one", "two");
    pump.attach(SOURCE);
    await(() -> pump.lastLines(SOURCE, 9).size() == 2);
    engine.vanish(CONTAINER);
    assertThat(pump.lastLines(SOURCE, 9)).containsExactly("one", "two");
    assertThat(pump.lastLines(SOURCE, 1)).containsExactly("two");
    assertThat(pump.lastLines(new LogSource(CONTAINER, "pod-2", "web-2", "app-1", Set.of()), 1))
        .isEmpty();
  }

  @Test
  void keepsNothingTwiceAndMissesNothingThroughARestart() {
    write("one", "two");
    pump.attach(SOURCE);
    await(() -> pump.lastLines(SOURCE, 9).size() == 2);
    pump.close();
    write("three");
    pump = new EngineLogPump(engine, folder, LogBudget.USUAL);
    pump.attach(SOURCE);
    pump.attach(SOURCE);
    await(() -> pump.lastLines(SOURCE, 9).size() > 2);
    assertThat(pump.lastLines(SOURCE, 9)).containsExactly("one", "two", "three");
  }

  @Test
  void followsFromTheTailOn() {
    write("one", "two", "three");
    pump.attach(SOURCE);
    await(() -> pump.lastLines(SOURCE, 9).size() == 3);
    pump.serve(request().setTail(2).setFollow(true).build(), answers::add);
    await(() -> texts().size() == 2);
    write("four", "five");
    pump.attach(SOURCE);
    await(() -> texts().size() == 4);
    assertThat(texts()).containsExactly("two", "three", "four", "five");
    pump.cancel("r");
    assertThat(answers).noneMatch(LogLines::getEnd);
  }

  @Test
  void findsLinesWhateverTheirCase() {
    write("GET /Cart 200", "get /home 200", "\u001b[31mcart\u001b[0m");
    pump.attach(SOURCE);
    await(() -> pump.lastLines(SOURCE, 9).size() == 3);
    pump.serve(request().setContains("CART").build(), answers::add);
    await(() -> answers.stream().anyMatch(LogLines::getEnd));
    assertThat(texts()).containsExactly("GET /Cart 200", "\u001b[31mcart\u001b[0m");
  }

  @Test
  void cutsLinesThatAreTooLongAndSaysSo() {
    engine.write(CONTAINER, new LogFrame(START, false, "x".repeat(16 << 10), false));
    engine.write(CONTAINER, new LogFrame(START, false, "y".repeat(16 << 10), false));
    engine.write(CONTAINER, new LogFrame(START, false, "z", true));
    engine.write(CONTAINER, new LogFrame(START.plusNanos(1), true, "next", true));
    engine.write(CONTAINER, new LogFrame(START.plusNanos(2), true, "no newline", false));
    pump.attach(SOURCE);
    await(() -> pump.lastLines(SOURCE, 9).size() == 3);
    assertThat(pump.lastLines(SOURCE, 9))
        .containsExactly("x".repeat(16 << 10) + FollowedContainer.CUT, "next", "no newline");
  }

  @Test
  void blotsOutAThousandSecretsHoweverTheyAreWritten() throws IOException {
    Set<String> secrets = Secrets.thousand();
    for (String secret : secrets) {
      write(Secrets.written(secret).toArray(String[]::new));
    }
    pump.attach(new LogSource(CONTAINER, "pod-1", "web-1", "app-1", secrets));
    await(() -> pump.lastLines(SOURCE, 10_000).size() == written);
    pump.serve(request().setTail(10_000).build(), answers::add);
    await(() -> answers.stream().anyMatch(LogLines::getEnd));
    assertThat(texts()).hasSize(written).allMatch(text -> text.contains("••••••"));
    Secrets.assertNoneIn(String.join("\n", texts()), secrets);
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Secrets.assertNoneIn(Files.readString(file), secrets);
      }
    }
  }

  @Test
  void blotsOutTheBeginningOfASecretThatACutLineEndsWith() {
    String secret = "beginning-of-a-secret-that-is-long";
    String text = "x".repeat((16 << 10) - 20) + secret.substring(0, 20);
    engine.write(CONTAINER, new LogFrame(START, false, text, false));
    pump.attach(new LogSource(CONTAINER, "pod-1", "web-1", "app-1", Set.of(secret)));
    await(() -> pump.lastLines(SOURCE, 9).size() == 1);
    assertThat(pump.lastLines(SOURCE, 9).getFirst()).doesNotContain("beginning");
  }

  @Test
  void saysThatAnAppWithoutLogsHasNone() {
    pump.serve(request().setAppId("unknown").build(), answers::add);
    await(() -> !answers.isEmpty());
    assertThat(answers).singleElement().matches(LogLines::getEnd);
    assertThat(folder).isEmptyDirectory();
  }

  private void write(String... lines) {
    for (String line : lines) {
      engine.write(CONTAINER, new LogFrame(START.plusMillis(written++), false, line, true));
    }
  }

  private static LogRequest.Builder request() {
    return LogRequest.newBuilder().setId("r").setAppId("app-1");
  }

  private List<String> texts() {
    var texts = new ArrayList<String>();
    answers.forEach(
        lines -> lines.getLinesList().stream().map(LogLine::getText).forEach(texts::add));
    return texts;
  }
}
