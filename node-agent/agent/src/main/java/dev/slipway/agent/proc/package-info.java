/**
 * Starts programs: the only package that may, always from an argument list and never through a
 * shell.
 */
@NullMarked
package dev.slipway.agent.proc;

import org.jspecify.annotations.NullMarked;
