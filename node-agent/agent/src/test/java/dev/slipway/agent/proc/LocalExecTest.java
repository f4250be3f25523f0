package dev.slipway.agent.proc;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalExecTest {
  private final Exec exec = new LocalExec();

  @Test
  void givesWhatTheProgramReadsAndTellsWhatItWrites() throws Exception {
    Outcome outcome = exec.run(Command.of("cat").reading("näh\n"));
    assertThat(outcome).isEqualTo(new Outcome(0, "näh\n", "", false));
  }

  @Test
  void showsTheProgramNothingOfOurEnvironment() throws Exception {
    Outcome outcome = exec.run(Command.of("env").seeing(Map.of("ONLY", "this")));
    assertThat(outcome.output()).isEqualTo("ONLY=this\n");
  }

  @Test
  void killsWhatRunsLongerThanAllowed() throws Exception {
    Outcome outcome = exec.run(Command.of("sleep", "60").within(Duration.ofMillis(50)));
    assertThat(outcome.timedOut()).isTrue();
    assertThat(outcome.ok()).isFalse();
  }

  @Test
  void killsTheWholeTreeWhenInterrupted() throws Exception {
    var mark = "86399." + ProcessHandle.current().pid();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                exec.run(Command.of("setsid", "-w", "env", "sleep", mark));
              } catch (InterruptedException _) {
                // What this test asked for.
              }
            });
    await(() -> running(mark));
    caller.interrupt();
    caller.join();
    await(() -> !running(mark));
  }

  @Test
  void namesAProgramThatIsMissing() {
    assertThatThrownBy(() -> exec.run(Command.of("no-such-program")))
        .isInstanceOf(ProgramMissing.class)
        .hasMessageContaining("no-such-program");
  }

  private static boolean running(String argument) {
    return ProcessHandle.allProcesses()
        .anyMatch(p ->
            p.info().commandLine().map(line -> line.endsWith("sleep " + argument)).orElse(false));
  }
}
