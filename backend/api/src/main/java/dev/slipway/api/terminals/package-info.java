/** Terminals in pods. */
@NullMarked
package dev.slipway.api.terminals;

import org.jspecify.annotations.NullMarked;
