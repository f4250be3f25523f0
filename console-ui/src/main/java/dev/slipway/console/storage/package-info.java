/** Volumes, and what apps mount. */
@NullMarked
package dev.slipway.console.storage;

import org.jspecify.annotations.NullMarked;
