package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.builds.Trace.Output;
import dev.slipway.agent.builds.Trace.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepLinesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final StepLines steps = new StepLines(lines::add);

  @Test
  void numbersStepsThatRunSideBySide() {
    began("a", "[1/2] RUN one");
    began("b", "[1/2] RUN two");
    wrote("b", "half a ");
    wrote("a", "first\nsecond\n");
    wrote("b", "line\nrest");
    ended("b", "[1/2] RUN two", false, "");
    ended("a", "[1/2] RUN one", true, "");
    assertThat(lines)
        .containsExactly(
            "#1 [1/2] RUN one",
            "#2 [1/2] RUN two",
            "#1 first",
            "#1 second",
            "#2 half a line",
            "#2 rest",
            "#2 DONE 1.2s",
            "#1 CACHED");
  }

  @Test
  void remembersTheStepThatFailedNotThoseThatFellWithIt() {
    began("a", "[build 1/1] RUN false");
    began("b", "[other 1/1] RUN sleep 9");
    ended("a", "[build 1/1] RUN false", false, "exit code: 1");
    ended("b", "[other 1/1] RUN sleep 9", false, "context canceled");
    assertThat(steps.failed()).isEqualTo("[build 1/1] RUN false");
    assertThat(lines).contains("#1 ERROR: exit code: 1", "#2 ERROR: context canceled");
  }

  @Test
  void leavesOutWhatBuildKitDoesForItself() {
    began("a", "[internal] load build definition");
    ended("a", "[internal] load build definition", false, "");
    steps.accept(
        new Trace(List.of(new Step("b", "[2/2] RUN x", false, null, null, "")), List.of()));
    assertThat(lines).isEmpty();
  }

  private void began(String digest, String name) {
    steps.accept(new Trace(List.of(new Step(digest, name, false, START, null, "")), List.of()));
  }

  private void ended(String digest, String name, boolean cached, String error) {
    Instant end = START.plusMillis(1234);
    steps.accept(new Trace(List.of(new Step(digest, name, cached, START, end, error)), List.of()));
  }

  private void wrote(String digest, String text) {
    steps.accept(new Trace(List.of(), List.of(new Output(digest, text))));
  }
}
