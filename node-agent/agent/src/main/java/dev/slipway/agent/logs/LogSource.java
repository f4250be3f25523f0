package dev.slipway.agent.logs;

import java.util.Set;

/**
 * A container whose output belongs to a pod.
 *
 * @param secrets values that are blotted out of it
 */
public record LogSource(
    String container, String podId, String podName, String appId, Set<String> secrets) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return container;
  }
}
