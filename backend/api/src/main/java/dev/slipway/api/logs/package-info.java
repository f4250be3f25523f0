/** Logs of pods and the platform's own events. */
@NullMarked
package dev.slipway.api.logs;

import org.jspecify.annotations.NullMarked;
