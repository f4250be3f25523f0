package dev.slipway.api.apps;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a pod's last start. Times are the node's.
 *
 * @param endedAt null while it is under way
 * @param failure a sentence when it did not come to pass
 */
public record StartStepView(
    Kind kind, Instant begunAt, @Nullable Instant endedAt, @Nullable String failure) {

  public enum Kind {
    /** Fetching the image; there is no such step when the node has it. */
    PULL,
    /** Asking for the pod's own token; there is no such step when it has one, or wants none. */
    TOKEN,
    /** Making or taking the sandbox that holds the pod's network. */
    CREATE,
    /** Making what the pod mounts. */
    FILESYSTEM,
    /** Giving the pod its address. */
    NETWORK,
    /** Starting the program. */
    START
  }
}
