/**
 * The change feed: what was committed, in an order that misses nothing, for whoever keeps a live
 * picture.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "security"})
@NullMarked
package dev.slipway.backend.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
