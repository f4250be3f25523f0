/** Registries of the organization's own, and what is in the built-in one. */
@NullMarked
package dev.slipway.console.registries;

import org.jspecify.annotations.NullMarked;
