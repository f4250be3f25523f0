package dev.slipway.agent;

import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.pods.Spares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is told by its environment.
 *
 * @param state folder of its own, readable by nobody else
 * @param controlPlane host:port to dial, of each replica
 * @param joinTokenFile read while the machine is no node yet; null once it is one
 * @param dockerSocket the engine's
 * @param nodeName how the node asks to be called
 * @param nodeAddress where other nodes reach its pods
 * @param appsPort where the ingress listens
 * @param cgroupParent the engine's parent group, under which builds get their limits
 * @param rootInContainers apps with the isolation COMPAT may run although the engine has no user
 *     namespaces
 * @param spareSandboxes how many sandboxes are made before they are needed; negative: by the
 *     machine's memory
 */
record AgentSettings(
    Path state,
    List<String> controlPlane,
    @Nullable Path joinTokenFile,
    Path dockerSocket,
    String nodeName,
    String nodeAddress,
    int appsPort,
    String cgroupParent,
    boolean rootInContainers,
    int spareSandboxes) {
  private static final String BY_MEMORY = "-1";

  /**
   * @throws IllegalArgumentException with a sentence for whoever starts the agent
   */
  static AgentSettings from(Map<String, String> environment) {
    String joinTokenFile = environment.get("SLIPWAY_JOIN_TOKEN_FILE");
    return new AgentSettings(
        Path.of(environment.getOrDefault("SLIPWAY_AGENT_STATE", "/var/lib/slipway/agent")),
        addresses(environment.get("SLIPWAY_CONTROL_PLANE")),
        joinTokenFile == null ? null : Path.of(joinTokenFile),
        Path.of(environment.getOrDefault("SLIPWAY_DOCKER_SOCKET", "/var/run/docker.sock")),
        environment.getOrDefault("SLIPWAY_NODE_NAME", hostname()),
        environment.getOrDefault("SLIPWAY_NODE_ADDRESS", "127.0.0.1"),
        port(environment.getOrDefault("SLIPWAY_APPS_PORT", "80")),
        environment.getOrDefault("SLIPWAY_CGROUP_PARENT", "/docker"),
        environment.getOrDefault("SLIPWAY_ROOT_IN_CONTAINERS", "").equals("allowed"),
        spares(environment.getOrDefault("SLIPWAY_SPARE_SANDBOXES", BY_MEMORY)));
  }

  /** How many are kept: as told, or by the machine's memory once the engine has said it. */
  int spareSandboxes(@Nullable EngineInfo engine) {
    if (spareSandboxes >= 0) {
      return spareSandboxes;
    }
    return engine == null ? 0 : Spares.usual(engine.memoryBytes());
  }

  private static int spares(String text) {
    if (!text.equals(BY_MEMORY) && !text.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException(
          "SLIPWAY_SPARE_SANDBOXES has to be a number from 0 to 999, or left out.");
    }
    return Integer.parseInt(text);
  }

  private static int port(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("SLIPWAY_APPS_PORT has to be a port number.");
    }
    return Integer.parseInt(text);
  }

  private static List<String> addresses(@Nullable String text) {
    if (text == null || !text.matches("[^\\s,]+:[0-9]{1,5}(,[^\\s,]+:[0-9]{1,5})*")) {
      throw new IllegalArgumentException(
          "SLIPWAY_CONTROL_PLANE has to name the control plane as host:port; several replicas with commas between.");
    }
    return List.of(text.split(","));
  }

  private static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException _) {
      return "node";
    }
  }
}
