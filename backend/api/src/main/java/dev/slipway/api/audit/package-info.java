/** The books of who did what. */
@NullMarked
package dev.slipway.api.audit;

import org.jspecify.annotations.NullMarked;
