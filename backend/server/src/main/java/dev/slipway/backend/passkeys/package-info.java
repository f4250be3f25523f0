/**
 * Passkeys: registering several, signing in with one, proving again with one. What browsers send is
 * checked by Spring Security's relying party; what is kept of it, and that each challenge counts
 * once, is ours.
 */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "database", "security", "signin"})
@NullMarked
package dev.slipway.backend.passkeys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
