/** What apps use, and how they are scaled by it. */
@NullMarked
package dev.slipway.api.metrics;

import org.jspecify.annotations.NullMarked;
