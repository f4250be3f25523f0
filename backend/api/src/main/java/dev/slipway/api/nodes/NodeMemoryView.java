package dev.slipway.api.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in use of a node's memory, by pods and by everything else there, in bytes.
 *
 * @param used what cannot be given out without swapping; null: its agent does not say
 * @param forecast null: it does not fill up, or it is too early to say
 */
public record NodeMemoryView(long total, @Nullable Long used, @Nullable Forecast forecast) {
  /**
   * If it goes on as in the last day.
   *
   * @param bytesPerDay by how much more is in use
   */
  public record Forecast(Instant fullAt, long bytesPerDay, String sentence) {}
}
