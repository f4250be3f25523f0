/** Projects and their environments. */
@NullMarked
package dev.slipway.api.projects;

import org.jspecify.annotations.NullMarked;
