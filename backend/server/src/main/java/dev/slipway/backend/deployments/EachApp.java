package dev.slipway.backend.deployments;

import dev.slipway.backend.database.Db.Deposed;
import dev.slipway.backend.kernel.AppId;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One app after the other: what goes wrong with one must not keep the others waiting. */
final class EachApp {
  private static final Logger LOG = LoggerFactory.getLogger(EachApp.class);

  private EachApp() {}

  /** The sum of what the step returned. */
  static int sum(List<AppId> apps, ToIntFunction<AppId> step) {
    int sum = 0;
    for (AppId app : apps) {
      try {
        sum += step.applyAsInt(app);
      } catch (Deposed e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("App {} is left as it is until the next round", app.value(), e);
      }
    }
    return sum;
  }
}
