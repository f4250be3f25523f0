/** Bridges, service addresses and routes of this node, made to stand as the desired set says. */
@NullMarked
package dev.slipway.agent.network;

import org.jspecify.annotations.NullMarked;
