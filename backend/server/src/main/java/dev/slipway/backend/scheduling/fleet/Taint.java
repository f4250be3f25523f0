package dev.slipway.backend.scheduling.fleet;

/** Keeps pods away that do not tolerate it. */
public record Taint(String key, String value, Effect effect) {
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    /** Also ends pods that run there. */
    NO_EXECUTE
  }

  boolean keepsAway() {
    return effect != Effect.PREFER_NO_SCHEDULE;
  }
}
