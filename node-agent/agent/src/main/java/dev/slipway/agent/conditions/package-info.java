/** What speaks against new pods on this machine. */
@NullMarked
package dev.slipway.agent.conditions;

import org.jspecify.annotations.NullMarked;
