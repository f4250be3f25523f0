/** Webhooks of apps and the inbox of what they brought. */
@NullMarked
package dev.slipway.console.webhooks;

import org.jspecify.annotations.NullMarked;
