/** Who operates the platform. */
@NullMarked
package dev.slipway.console.operators;

import org.jspecify.annotations.NullMarked;
