package dev.slipway.backend.reconcile;

import java.time.Duration;
import java.util.Set;

/**
 * Brings one kind of thing closer to what is wanted of it. Runs on the leader only.
 *
 * <p>{@link #reconcile} takes no state on purpose: it reads the whole picture from the database
 * every time, so a lost wake-up, a restart and a second replica are all the same easy case.
 */
public interface Reconciler {
  /** How long to sleep when nothing wakes it. */
  Duration period();

  /**
   * Tables after whose changes waiting would be a waste, such as {@code pod}. Hints: nothing is
   * read from them. None: only time wakes it.
   */
  default Set<String> wakesOn() {
    return Set.of();
  }

  /**
   * @param epoch of this leadership: pass it to {@code Db.leader} for every write
   */
  Progress reconcile(long epoch);

  record Progress(int looked, int changed) {}
}
