package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.EvictionRepository.Marked;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.PodId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says of pods that they have to go from where they are. A marked pod counts as one that leaves, so
 * whoever aligns the app starts another one first, and lets go of it when that one serves. Whatever
 * the reason, this is the only way.
 */
@Component
class Evictions {
  private final EvictionRepository pods;
  private final EventLog events;

  Evictions(EvictionRepository pods, EventLog events) {
    this.pods = pods;
    this.events = events;
  }

  /** Pods that are marked already keep their first reason. */
  @Transactional(propagation = Propagation.MANDATORY)
  public int evict(long epoch, Collection<PodId> ids, EvictReason reason, Instant now) {
    List<Marked> marked = pods.mark(epoch, ids, reason, now);
    marked.forEach(pod -> events.record(evicted(pod, reason)));
    return marked.size();
  }

  /**
   * Without waiting for a replacement: what needs their room has no other. They end as gracefully
   * as ever.
   *
   * @param other the pod that gets the room, by name
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int preempt(long epoch, Collection<PodId> ids, String other, Instant now) {
    List<Marked> marked = pods.mark(epoch, ids, EvictReason.PREEMPTION, now);
    marked.forEach(pod -> events.record(preempted(pod, other)));
    return pods.end(epoch, marked.stream().map(Marked::id).toList(), now);
  }

  /** They may stay after all. */
  @Transactional(propagation = Propagation.MANDATORY)
  public int spare(long epoch, Collection<PodId> ids, EvictReason reason) {
    return pods.unmark(epoch, ids, reason);
  }

  /** Without waiting for a replacement. */
  @Transactional(propagation = Propagation.MANDATORY)
  public int end(long epoch, Collection<PodId> ids, Instant now) {
    return pods.end(epoch, ids, now);
  }

  private static NewEvent evicted(Marked pod, EvictReason reason) {
    return event(
        pod,
        Severity.INFO,
        "PodEvicted",
        "Pod %s leaves %s once another one serves: %s."
            .formatted(pod.name(), pod.nodeName(), reason.words()));
  }

  private static NewEvent preempted(Marked pod, String other) {
    return event(
        pod,
        Severity.WARNING,
        "PodPreempted",
        "Pod %s ends on %s: pod %s of higher priority needs its room."
            .formatted(pod.name(), pod.nodeName(), other));
  }

  private static NewEvent event(Marked pod, Severity severity, String reason, String message) {
    return new NewEvent(
        severity,
        reason,
        message,
        pod.organization(),
        pod.project(),
        pod.app(),
        pod.deployment(),
        pod.id(),
        pod.node());
  }
}
