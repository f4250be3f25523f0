package dev.slipway.agent.engine;

/** What the engine says about itself and its machine. */
public record EngineInfo(
    String version, String apiVersion, int cpus, long memoryBytes, String rootFolder) {}
