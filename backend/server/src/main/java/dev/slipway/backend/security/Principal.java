package dev.slipway.backend.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the security context holds: the caller, and the sign-in that proved them, if they came by
 * one.
 *
 * @param signIn looked up again whenever a scope is entered: a revoked one ends at once, whatever
 *     session or stream still carries it
 */
public record Principal(Caller caller, @Nullable UUID signIn) implements java.security.Principal {
  @Override
  public String getName() {
    return caller.name();
  }
}
