/** What pods write: read once, kept beyond the container's life, told to those who ask. */
@NullMarked
package dev.slipway.agent.logs;

import org.jspecify.annotations.NullMarked;
