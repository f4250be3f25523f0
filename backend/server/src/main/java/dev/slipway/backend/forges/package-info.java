/**
 * The forges' tongues: how each signs what it posts and what its payloads say, told in one
 * language. Pure: no database, no network.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.slipway.backend.forges;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
