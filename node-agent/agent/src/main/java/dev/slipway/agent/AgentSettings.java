package dev.slipway.agent;

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
 */
record AgentSettings(
    Path state,
    List<String> controlPlane,
    @Nullable Path joinTokenFile,
    Path dockerSocket,
    String nodeName,
    String nodeAddress,
    int appsPort,
    String cgroupParent) {

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
        environment.getOrDefault("SLIPWAY_CGROUP_PARENT", "/docker"));
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
