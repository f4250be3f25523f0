/** What an organization may have, has, and had. */
@NullMarked
package dev.slipway.console.quotas;

import org.jspecify.annotations.NullMarked;
