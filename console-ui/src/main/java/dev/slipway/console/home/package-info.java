/** The first page: what is wrong right now, then everything else. */
@NullMarked
package dev.slipway.console.home;

import org.jspecify.annotations.NullMarked;
