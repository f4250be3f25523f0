package dev.slipway.agent.logs;

/** A container whose output belongs to a pod. */
public record LogSource(String container, String podId, String podName, String appId) {}
