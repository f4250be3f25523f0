/** Getting in: first set-up and signing in. */
@NullMarked
package dev.slipway.console.people;

import org.jspecify.annotations.NullMarked;
