/** Who did what, and who was refused. */
@NullMarked
package dev.slipway.console.audit;

import org.jspecify.annotations.NullMarked;
