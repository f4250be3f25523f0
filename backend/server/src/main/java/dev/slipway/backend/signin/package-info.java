/**
 * Signing in at the console: passwords, throttling, and sign-ins that outlive a restart and end at
 * once when revoked.
 *
 * <p>{@code POST /login} is answered here, by a filter chain of its own, so the console never sees
 * a password. The console's chain uses this module's {@code SecurityContextRepository}, which turns
 * the cookie into the caller at each request.
 */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "database", "security"})
@NullMarked
package dev.slipway.backend.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
