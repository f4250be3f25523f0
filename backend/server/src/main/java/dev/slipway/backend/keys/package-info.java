/**
 * Exchanging the keys that secrets are encrypted with: knows every column with ciphertexts, and
 * encrypts them again.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "reconcile", "security", "events"})
@NullMarked
package dev.slipway.backend.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
