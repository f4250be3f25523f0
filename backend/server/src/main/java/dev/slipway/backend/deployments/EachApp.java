package dev.slipway.backend.deployments;

import dev.slipway.backend.database.Db.Deposed;
import dev.slipway.backend.kernel.AppId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One app after the other, in each round: what goes wrong with one must not keep the others
 * waiting, and is told once rather than in every round.
 */
final class EachApp {
  private static final Logger LOG = LoggerFactory.getLogger(EachApp.class);

  private final Set<AppId> failing = ConcurrentHashMap.newKeySet();

  /** The sum of what the step returned. */
  int sum(List<AppId> apps, ToIntFunction<AppId> step) {
    failing.retainAll(Set.copyOf(apps));
    int sum = 0;
    for (AppId app : apps) {
      try {
        sum += step.applyAsInt(app);
        failing.remove(app);
      } catch (Deposed e) {
        throw e;
      } catch (RuntimeException e) {
        if (failing.add(app)) {
          LOG.error("App {} is left as it is until this no longer happens", app.value(), e);
        }
      }
    }
    return sum;
  }
}
