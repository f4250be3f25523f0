/** The keys secrets are encrypted with, and exchanging them. */
@NullMarked
package dev.slipway.api.keys;

import org.jspecify.annotations.NullMarked;
