/**
 * Who is calling and what they may do: people, sign-in, tokens, and the scopes that only the
 * authorizer makes.
 */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "database"})
@NullMarked
package dev.slipway.backend.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
