/**
 * What a person proves themselves with besides a passkey: the password and its change, codes of an
 * authenticator app, recovery codes, and proofs that are asked for again.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "platform", "database", "security", "signin", "passkeys"})
@NullMarked
package dev.slipway.backend.factors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
