/**
 * What fills the node's disk, and what has to go: images, build cache and logs within their
 * budgets, what was used least recently first.
 */
@NullMarked
package dev.slipway.agent.disk;

import org.jspecify.annotations.NullMarked;
