package dev.slipway.backend.jobs;

import dev.slipway.backend.database.Db.Deposed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One after the other: what goes wrong with one keeps none of the others waiting, and is told once.
 */
final class EachJob<T> {
  private static final Logger LOG = LoggerFactory.getLogger(EachJob.class);

  private final Set<T> failing = ConcurrentHashMap.newKeySet();

  /** For how many of them the step did something. */
  int count(List<T> all, Predicate<T> step) {
    failing.retainAll(Set.copyOf(all));
    int done = 0;
    for (T one : all) {
      try {
        done += step.test(one) ? 1 : 0;
        failing.remove(one);
      } catch (Deposed e) {
        throw e;
      } catch (RuntimeException e) {
        if (failing.add(one)) {
          LOG.error("{} is left as it is until this no longer happens", one, e);
        }
      }
    }
    return done;
  }
}
