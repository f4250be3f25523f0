/**
 * The store: PostgreSQL (embedded unless one is configured), migrations, and under whose rights a
 * statement runs.
 *
 * <p>The embedded server is our child: one thread starts it, waits for its end and starts it again;
 * it ends with this process even when that is killed. A server found running nevertheless is
 * stopped first.
 */
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
@NullMarked
package dev.slipway.backend.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
