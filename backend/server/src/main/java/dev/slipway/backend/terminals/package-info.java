/**
 * Terminals in pods: lets people in, carries what they type and see, keeps book of who was there.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "platform", "database", "security", "events", "feed", "nodes"})
@NullMarked
package dev.slipway.backend.terminals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
