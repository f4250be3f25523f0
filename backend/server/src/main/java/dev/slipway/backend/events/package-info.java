/** What happened: the platform's events with reasons, and the audit of who did what. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "security", "signin"})
@NullMarked
package dev.slipway.backend.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
