package dev.slipway.backend.security;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Recognizes API tokens, for the doors that take them as a password: git and {@code docker login}.
 */
public interface TokenAuthenticator {
  /**
   * @param secret the whole token; the answer is empty when it is unknown, expired or revoked
   * @param address where the client calls from, kept as last use
   */
  Optional<Principal> authenticate(String secret, String address);

  /**
   * Who has this token, for what is told of them later; empty when it has expired or was revoked
   * since.
   */
  Optional<Principal> known(UUID token);

  /** Runs the action with this caller as {@link Authorizer#caller}. */
  <T> T as(Principal principal, Callable<T> action) throws Exception;
}
