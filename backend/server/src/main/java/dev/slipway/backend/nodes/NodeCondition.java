package dev.slipway.backend.nodes;

/** What an agent says against new pods on its machine. The limits are the agent's. */
public enum NodeCondition {
  MEMORY_PRESSURE("MemoryPressure", "it is short of memory"),
  DISK_PRESSURE("DiskPressure", "it is short of disk space or of files"),
  PID_PRESSURE("PidPressure", "it is short of process numbers"),
  ENGINE_DOWN("EngineDown", "its container engine does not answer"),
  NETWORK_UNAVAILABLE(
      "NetworkUnavailable",
      "its packet filter or its ingress refuses what it was told; the agent's log says what");

  private final String reason;
  private final String words;

  NodeCondition(String reason, String words) {
    this.reason = reason;
    this.words = words;
  }

  String reason() {
    return reason;
  }

  String words() {
    return words;
  }
}
