/** Where pods may go: rules on labels of nodes and on other apps, and what they come to. */
@NullMarked
package dev.slipway.api.placement;

import org.jspecify.annotations.NullMarked;
