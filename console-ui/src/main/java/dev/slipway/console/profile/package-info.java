/** A person's own page: account, and where they are signed in. */
@NullMarked
package dev.slipway.console.profile;

import org.jspecify.annotations.NullMarked;
