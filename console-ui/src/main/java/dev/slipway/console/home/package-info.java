/** Where a person lands. */
@NullMarked
package dev.slipway.console.home;

import org.jspecify.annotations.NullMarked;
