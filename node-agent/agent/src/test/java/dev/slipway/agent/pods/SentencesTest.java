package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.RestartPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  private static final Pod POD = Pods.pod("a").build();

  private static PodMemory.Failure of(Pod pod, int code, boolean outOfMemory, String why) {
    return Sentences.ofEnd(
        pod,
        new Container.Exited(Pods.NOW.minusSeconds(9), Pods.NOW, code, outOfMemory),
        why,
        List.of("the last line"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, Completed, has to go on running",
    "1, Error, ended with code 1.",
    "2, Error, ended with code 2.",
    "126, ContainerCannotRun, could not be run (code 126)",
    "127, StartError, was not found (code 127)",
    "130, Error, code 130 (SIGINT",
    "134, Error, code 134 (SIGABRT",
    "137, Error, 'killed from outside (code 137, SIGKILL), and not for using more than its memory'",
    "139, Error, code 139 (SIGSEGV",
    "143, Error, code 143 (SIGTERM",
    "255, Error, ended with code 255."
  })
  void eachCodeSaysWhatItMeans(int code, String reason, String words) {
    PodMemory.Failure end = of(POD, code, false, "");
    assertThat(end.reason()).isEqualTo(reason);
    assertThat(end.message()).contains(words, "the last line");
  }

  @Test
  void outOfMemoryIsToldWhateverTheCode() {
    for (int code : List.of(137, 0, 1)) {
      PodMemory.Failure end = of(POD, code, true, "");
      assertThat(end.reason()).isEqualTo("OOMKilled");
      assertThat(end.message()).contains("32 MiB");
    }
  }

  @Test
  void aJobThatIsDoneIsNoFault() {
    Pod job = Pods.pod("a").setRestart(RestartPolicy.RESTART_ON_FAILURE).build();
    assertThat(of(job, 0, false, "").message()).contains("has done its work");
  }

  @Test
  void whatWeEndedItForIsTheReasonNotItsCode() {
    assertThat(of(POD, 137, false, "The app failed its liveness probe.").reason())
        .isEqualTo("ProbeFailed");
    assertThat(of(POD, 143, false, Causes.wroteTooMuch(20 << 20, 10 << 20)))
        .satisfies(end -> {
          assertThat(end.reason()).isEqualTo("EphemeralStorage");
          assertThat(end.message()).contains("20 MiB", "10 MiB");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown or invalid runtime name: runsc | RuntimeMissing",
        "write /x: no space left on device | DiskFull",
        "exec: \"/app\": exec format error | ContainerCannotRun",
        "exec: \"nope\": executable file not found in $PATH: unknown | StartError",
        "exec: \"/app\": permission denied: unknown | ContainerCannotRun",
        "something else | StartError"
      })
  void anEngineThatDoesNotStartItIsUnderstood(String engine, String reason) {
    PodMemory.Failure trouble = StartTroubles.of(engine);
    assertThat(trouble.reason()).isEqualTo(reason);
    assertThat(trouble.message()).contains(engine);
  }
}
