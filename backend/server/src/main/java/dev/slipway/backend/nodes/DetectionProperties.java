package dev.slipway.backend.nodes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon a silent machine is noticed, and what that costs: a message of every node in each such
 * time. Kubernetes' own are 10 s and 40 s.
 *
 * @param heartbeat how often nodes say that they live, a quarter of a second to a minute
 */
@ConfigurationProperties("slipway.detection")
public record DetectionProperties(@DefaultValue("1s") Duration heartbeat) {
  private static final Duration LEAST = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final int MISSED_BY_SUSPECTS = 3;
  private static final int MISSED_BY_UNREACHABLE = 8;

  public DetectionProperties {
    if (heartbeat.compareTo(LEAST) < 0 || heartbeat.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "slipway.detection.heartbeat has to be between 250ms and 1m, not " + heartbeat + ".");
    }
  }

  /** After so long a silence a node gets nothing new. */
  Duration suspectAfter() {
    return heartbeat.multipliedBy(MISSED_BY_SUSPECTS);
  }

  /** After so long a silence the next heartbeat is overdue. */
  Duration soonSuspectAfter() {
    return heartbeat.multipliedBy(MISSED_BY_SUSPECTS - 1L);
  }

  /** After so long a silence its pods are replaced. */
  Duration unreachableAfter() {
    return heartbeat.multipliedBy(MISSED_BY_UNREACHABLE);
  }

  /** What a node in a state is in after so long a silence, of which so much was listened to. */
  NodeState after(NodeState state, Duration silence, Duration watched) {
    if (silence.compareTo(suspectAfter()) < 0) {
      return NodeState.READY;
    }
    // A silence nobody listened to proves nothing.
    Duration proved = silence.compareTo(watched) < 0 ? silence : watched;
    if (proved.compareTo(unreachableAfter()) >= 0) {
      return NodeState.UNREACHABLE;
    }
    return state == NodeState.READY && proved.compareTo(suspectAfter()) >= 0
        ? NodeState.SUSPECT
        : state;
  }
}
