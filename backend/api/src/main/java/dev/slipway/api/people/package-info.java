/** People, the organizations they belong to, what they may there, and API tokens. */
@NullMarked
package dev.slipway.api.people;

import org.jspecify.annotations.NullMarked;
