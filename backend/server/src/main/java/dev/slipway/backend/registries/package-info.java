/**
 * The built-in registry: who may pull and push what, and removing the images of apps that are gone.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "platform", "database", "security", "workloads", "builds"})
@NullMarked
package dev.slipway.backend.registries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
