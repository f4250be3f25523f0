package dev.slipway.api.apps;

import dev.slipway.api.placement.NodeRefusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param paused it runs, and somebody keeps requests away from it
 * @param qos whether its machine ends it late or early when memory runs short
 * @param containers in the order of their start, the app last; empty when the app is alone
 * @param refusals why no node takes it, counted; empty once it has one
 * @param steps of its last start, in order; empty while it was never started
 */
public record PodView(
    UUID id,
    String name,
    UUID deployment,
    int revision,
    @Nullable String node,
    @Nullable String address,
    Phase phase,
    boolean ready,
    boolean leaving,
    boolean paused,
    int restarts,
    @Nullable String reason,
    @Nullable String message,
    Instant createdAt,
    @Nullable Instant startedAt,
    List<NodeRefusal> refusals,
    QosClass qos,
    List<ContainerView> containers,
    List<StartStepView> steps) {

  public enum Phase {
    PENDING,
    PULLING,
    STARTING,
    RUNNING,
    STOPPING,
    EXITED,
    UNKNOWN,
    SUCCEEDED,
    FAILED
  }
}
