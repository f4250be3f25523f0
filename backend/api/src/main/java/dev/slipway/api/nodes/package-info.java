/** Machines with an agent. */
@NullMarked
package dev.slipway.api.nodes;

import org.jspecify.annotations.NullMarked;
