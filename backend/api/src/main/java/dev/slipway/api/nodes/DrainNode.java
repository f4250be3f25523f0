package dev.slipway.api.nodes;

import org.jspecify.annotations.Nullable;

/**
 * How a node is emptied.
 *
 * @param deadlineSeconds null: an hour
 * @param graceSeconds from the stop signal to the kill; null: what each app says
 * @param force stop what is left at the deadline although nothing replaces it; null: no
 */
public record DrainNode(
    @Nullable Integer deadlineSeconds, @Nullable Integer graceSeconds, @Nullable Boolean force) {
  public static DrainNode usual() {
    return new DrainNode(null, null, null);
  }
}
