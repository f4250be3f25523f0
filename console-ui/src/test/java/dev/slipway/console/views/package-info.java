/** Every view, opened and used. */
@NullMarked
package dev.slipway.console.views;

import org.jspecify.annotations.NullMarked;
