package dev.slipway.backend.terminals;

import java.time.Duration;

/**
 * How long a terminal waits for what.
 *
 * @param answer for the node, and for whoever was let in to come
 * @param ping between signs of life
 * @param idle ended when nothing was typed or shown for so long
 * @param longest ended after that in any case
 */
record Patience(Duration answer, Duration ping, Duration idle, Duration longest) {
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(40),
          Duration.ofSeconds(25),
          Duration.ofMinutes(30),
          Duration.ofHours(12));
}
