/**
 * Every request the control plane sends to a host somebody named: one client, which connects to
 * public addresses only.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.slipway.backend.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
