package dev.slipway.agent.engine;

import java.time.Instant;
import java.util.Map;

/** A container as the engine sees it. */
public record Container(
    String id,
    String name,
    String imageId,
    Map<String, String> labels,
    String stopSignal,
    State state) {
  public Container {
    labels = Map.copyOf(labels);
  }

  public boolean running() {
    return state instanceof Running;
  }

  /** Where its life stands. */
  public sealed interface State {}

  /** Never started, or its start failed. */
  public record Created() implements State {}

  /** Its first process lives; pid is the machine's number for it. */
  public record Running(Instant since, long pid) implements State {}

  /** Its first process ended. */
  public record Exited(Instant started, Instant at, int code, boolean outOfMemory)
      implements State {}
}
