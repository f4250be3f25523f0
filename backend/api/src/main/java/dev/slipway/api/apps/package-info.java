/** Apps: their source, spec, config, revisions and pods. */
@NullMarked
package dev.slipway.api.apps;

import org.jspecify.annotations.NullMarked;
