/** Machines and how full they are. */
@NullMarked
package dev.slipway.console.nodes;

import org.jspecify.annotations.NullMarked;
