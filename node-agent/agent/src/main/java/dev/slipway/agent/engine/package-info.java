/** The container engine in our words; the only package that knows Docker's. */
@NullMarked
package dev.slipway.agent.engine;

import org.jspecify.annotations.NullMarked;
