package dev.slipway.backend.signin;

import org.jspecify.annotations.Nullable;

/**
 * Somebody used the sign-in form.
 *
 * @param name who was let in; null: refused. What was typed is not told: it may have been a
 *     password
 */
public record SignInTried(@Nullable String name, String address) {}
