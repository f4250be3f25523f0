/** Logs of pods: asks the nodes that keep them, merges what they answer, follows what comes. */
@ApplicationModule(allowedDependencies = {"kernel", "security", "feed", "nodes"})
@NullMarked
package dev.slipway.backend.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
