/**
 * Variables and secrets of organizations, projects, environments and apps: how they come together,
 * and what an app is started with.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "security", "events"})
@NullMarked
package dev.slipway.backend.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
