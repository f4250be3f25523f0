/** The console without a control plane: its interfaces in memory, and a page to open views in. */
@NullMarked
package dev.slipway.console.testing;

import org.jspecify.annotations.NullMarked;
