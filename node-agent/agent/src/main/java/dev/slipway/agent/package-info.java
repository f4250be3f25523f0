/** The node agent: makes a machine's containers what the control plane wants them to be. */
@NullMarked
package dev.slipway.agent;

import org.jspecify.annotations.NullMarked;
