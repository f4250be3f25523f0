/**
 * Where pods go, in memory and without a database: nodes as arrays, pods counted per topology, and
 * one pass over all nodes for each pod. The rules are those of Kubernetes' scheduler; each filter
 * and score names its formula.
 */
@NamedInterface("fleet")
@NullMarked
package dev.slipway.backend.scheduling.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
