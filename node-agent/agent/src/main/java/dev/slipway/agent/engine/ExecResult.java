package dev.slipway.agent.engine;

/**
 * How a command ended.
 *
 * @param exitCode -1 when the time was over first
 * @param output the first 4 KiB of what it wrote
 */
public record ExecResult(int exitCode, String output, boolean timedOut) {}
