package dev.slipway.backend.security;

import java.util.Optional;

/** Recognizes API tokens, for the doors that take them as a password: git and {@code docker login}. */
public interface TokenAuthenticator {
  /** @param secret the whole token; empty when it is unknown, expired or revoked. @param address of the client */
  Optional<Caller.Token> authenticate(String secret, String address);

  /** Runs the action with this caller as {@link Authorizer#caller}. */
  <T> T as(Caller caller, java.util.concurrent.Callable<T> action) throws Exception;
}
