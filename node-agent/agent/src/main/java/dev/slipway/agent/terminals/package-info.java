/** Terminals inside pods: opened for the control plane, and ended with its connection. */
@NullMarked
package dev.slipway.agent.terminals;

import org.jspecify.annotations.NullMarked;
