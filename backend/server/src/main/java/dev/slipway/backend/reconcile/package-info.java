/**
 * Runs reconcilers on the leading process: one at a time each, on a period and when woken.
 *
 * <p>One process leads: it holds an advisory lock on a connection of its own and renews a lease row
 * whose epoch fences every write of its reconcilers. It steps down by itself when it cannot renew
 * for three seconds; the next one takes over at once when the lock is free, and from a leader that
 * hangs after five seconds.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "feed"})
@NullMarked
package dev.slipway.backend.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
