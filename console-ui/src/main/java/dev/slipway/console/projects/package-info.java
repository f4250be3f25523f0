/** Projects and their environments. */
@NullMarked
package dev.slipway.console.projects;

import org.jspecify.annotations.NullMarked;
