package dev.slipway.agent.proc;

/** A program the agent needs is not installed. */
public final class ProgramMissing extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProgramMissing(String program, Throwable cause) {
    super("'" + program + "' could not be started: install its package on this node.", cause);
  }
}
