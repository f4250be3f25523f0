/** Keeps secrets out of everything that leaves the node. */
@NullMarked
package dev.slipway.agent.secrets;

import org.jspecify.annotations.NullMarked;
