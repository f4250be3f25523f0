package dev.slipway.agent.engine;

import java.util.Set;

/**
 * What the engine says about itself and its machine.
 *
 * @param runtimes names of the OCI runtimes it can run containers with
 * @param userNamespaces root in a container is nobody on the machine
 */
public record EngineInfo(
    String version,
    String apiVersion,
    int cpus,
    long memoryBytes,
    String rootFolder,
    Set<String> runtimes,
    boolean userNamespaces) {
  public EngineInfo {
    runtimes = Set.copyOf(runtimes);
  }

  /** One with nothing beyond the usual. */
  public EngineInfo(
      String version, String apiVersion, int cpus, long memoryBytes, String rootFolder) {
    this(version, apiVersion, cpus, memoryBytes, rootFolder, Set.of("runc"), false);
  }
}
