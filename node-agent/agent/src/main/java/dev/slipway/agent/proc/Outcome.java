package dev.slipway.agent.proc;

/**
 * How a program ended.
 *
 * @param exitCode -1 when the time was over first
 * @param output the first 16 MiB of what it wrote
 * @param error the same of its standard error stream
 */
public record Outcome(int exitCode, String output, String error, boolean timedOut) {
  public boolean ok() {
    return exitCode == 0;
  }
}
