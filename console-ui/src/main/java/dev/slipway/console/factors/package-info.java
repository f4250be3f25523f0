/**
 * How a person signs in, on their profile: password, authenticator app, passkeys, single sign-on.
 */
@NullMarked
package dev.slipway.console.factors;

import org.jspecify.annotations.NullMarked;
