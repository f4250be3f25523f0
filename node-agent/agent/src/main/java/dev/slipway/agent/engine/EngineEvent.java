package dev.slipway.agent.engine;

/**
 * Something happened to one of our containers.
 *
 * @param action die, oom, destroy …
 */
public record EngineEvent(String container, String podId, String action) {}
