package dev.slipway.agent.volumes;

/** A volume could not be given; says why and what to do. */
public final class VolumeFailed extends RuntimeException {
  VolumeFailed(String message) {
    super(message);
  }

  VolumeFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
