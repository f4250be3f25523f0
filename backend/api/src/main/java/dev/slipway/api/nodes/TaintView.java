package dev.slipway.api.nodes;

/**
 * Keeps pods away from a node that do not tolerate it.
 *
 * @param value may be empty
 */
public record TaintView(String key, String value, Effect effect) {
  public enum Effect {
    /** New pods stay away. */
    NO_SCHEDULE,
    /** New pods go elsewhere if there is room. */
    PREFER_NO_SCHEDULE,
    /** New pods stay away, and those that are there move. */
    NO_EXECUTE
  }
}
