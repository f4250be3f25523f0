package dev.slipway.agent.proc;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Programs as processes of this machine. */
public final class LocalExec implements Exec {
  @Override
  public Outcome run(Command command) throws InterruptedException {
    Process process = start(command);
    try {
      var output = new Collected(process.getInputStream());
      var error = new Collected(process.getErrorStream());
      // Its own thread: a program may write before it has read everything.
      Thread.ofVirtual().start(() -> feed(process, command.inputBytes()));
      boolean ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill(process);
      }
      return new Outcome(ended ? process.exitValue() : -1, output.text(), error.text(), !ended);
    } finally {
      kill(process);
    }
  }

  private static Process start(Command command) {
    var builder = new ProcessBuilder(command.arguments());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    if (command.folder() != null) {
      builder.directory(command.folder().toFile());
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ProgramMissing(command.arguments().getFirst(), e);
    }
  }

  /** Children first: they would be orphans that nobody finds any more. */
  private static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.toHandle().destroyForcibly();
    }
  }

  private static void feed(Process process, byte[] input) {
    try (var in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException _) {
      // It ended without reading everything, which its exit code tells.
    }
  }
}
