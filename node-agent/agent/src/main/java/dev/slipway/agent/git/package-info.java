/**
 * Asks repositories that are nobody's friend, with a git that sees no settings, asks nobody and
 * follows nothing.
 */
@NullMarked
package dev.slipway.agent.git;

import org.jspecify.annotations.NullMarked;
