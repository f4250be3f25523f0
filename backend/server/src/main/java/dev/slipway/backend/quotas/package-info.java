/** How much an organization may have, counted when it asks for more, and how much it had. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "reconcile", "security", "events"})
@NullMarked
package dev.slipway.backend.quotas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
