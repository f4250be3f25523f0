/**
 * What pods use: processor and memory as the machine's control groups count them, and requests as
 * the ingress counts them.
 */
@NullMarked
package dev.slipway.agent.metrics;

import org.jspecify.annotations.NullMarked;
