/** Webhooks and what they delivered. */
@NullMarked
package dev.slipway.api.sources;

import org.jspecify.annotations.NullMarked;
