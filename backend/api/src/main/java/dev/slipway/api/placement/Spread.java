package dev.slipway.api.placement;

import org.jspecify.annotations.Nullable;

/**
 * How evenly the pods of an app are spread over the values of a label.
 *
 * @param label such as {@code zone} or {@code hostname}
 * @param maxSkew how many more there may be at one value than at the one with the fewest
 * @param required false: a wish
 * @param minDomains with fewer values than that, the fewest counts as none; null: 1
 */
public record Spread(String label, int maxSkew, boolean required, @Nullable Integer minDomains) {}
