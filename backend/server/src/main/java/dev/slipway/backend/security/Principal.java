package dev.slipway.backend.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the security context holds: the caller, and what proved them. The proof is looked up again
 * whenever a scope is entered: one that was revoked ends at once, whatever session or stream still
 * carries it.
 *
 * @param signIn at the console; null otherwise
 * @param token the API token; null otherwise, and where a door asks for the token with each request
 *     anyway
 */
public record Principal(Caller caller, @Nullable UUID signIn, @Nullable UUID token)
    implements java.security.Principal {
  @Override
  public String getName() {
    return caller.name();
  }
}
