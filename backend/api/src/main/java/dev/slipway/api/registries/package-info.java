/** Registries: those of the tenants, and what is in the built-in one. */
@NullMarked
package dev.slipway.api.registries;

import org.jspecify.annotations.NullMarked;
