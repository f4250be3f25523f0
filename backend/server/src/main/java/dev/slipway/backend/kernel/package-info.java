/**
 * Words every module shares: typed ids, values that check themselves, problems. Depends on nothing.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.slipway.backend.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
