/**
 * The store: PostgreSQL (embedded unless one is configured), migrations, and under whose rights a
 * statement runs.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package dev.slipway.backend.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
