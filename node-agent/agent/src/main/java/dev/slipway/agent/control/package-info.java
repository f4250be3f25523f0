/**
 * The conversation with the control plane: who this node is, what it was told, what it has to tell.
 */
@NullMarked
package dev.slipway.agent.control;

import org.jspecify.annotations.NullMarked;
