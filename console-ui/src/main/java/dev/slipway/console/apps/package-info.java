/** Apps: making one, seeing one, changing one. */
@NullMarked
package dev.slipway.console.apps;

import org.jspecify.annotations.NullMarked;
