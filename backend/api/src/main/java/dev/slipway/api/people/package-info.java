/** The first owner, who is calling, and API tokens. */
@NullMarked
package dev.slipway.api.people;

import org.jspecify.annotations.NullMarked;
