/** Deployments and builds. */
@NullMarked
package dev.slipway.api.deployments;

import org.jspecify.annotations.NullMarked;
