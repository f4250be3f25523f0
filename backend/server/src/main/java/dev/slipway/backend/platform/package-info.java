/** Settings of this installation that several modules need. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.slipway.backend.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
