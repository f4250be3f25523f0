/** What the agent's tests share. */
@NullMarked
package dev.slipway.agent.testing;

import org.jspecify.annotations.NullMarked;
