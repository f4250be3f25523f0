/** How much an organization may have, has, and had. */
@NullMarked
package dev.slipway.api.quotas;

import org.jspecify.annotations.NullMarked;
