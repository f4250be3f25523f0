package dev.slipway.agent.proc;

/** Runs programs of this machine. */
public interface Exec {
  /**
   * Runs the program and waits for its end. When the time is over, or the calling thread is
   * interrupted, the program and everything it started are killed.
   *
   * @throws ProgramMissing if there is no such program
   */
  Outcome run(Command command) throws InterruptedException;
}
