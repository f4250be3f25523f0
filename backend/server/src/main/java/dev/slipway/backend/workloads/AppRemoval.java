package dev.slipway.backend.workloads;

import dev.slipway.backend.database.Db.Deposed;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.workloads.RemovalRepository.DeletedApp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes away what is left of deleted apps, step by step, the rows last. */
@Component
class AppRemoval implements Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(AppRemoval.class);

  private final Removals removals;
  private final List<AppLeftovers> leftovers;

  AppRemoval(Removals removals, List<AppLeftovers> leftovers) {
    this.removals = removals;
    this.leftovers = leftovers;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("app", "pod");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<DeletedApp> deleted = removals.deleted();
    int changed = 0;
    for (DeletedApp app : deleted) {
      changed += removed(epoch, app) ? 1 : 0;
    }
    return new Progress(deleted.size(), changed);
  }

  private boolean removed(long epoch, DeletedApp app) {
    try {
      if (!leftovers.stream().allMatch(step -> step.removed(epoch, app.organization(), app.id()))) {
        return false;
      }
      removals.forget(epoch, app);
      return true;
    } catch (Deposed e) {
      throw e;
    } catch (RuntimeException e) {
      // The registry may be away for a while; the other apps need not wait for that.
      LOG.warn("App {} is not removed yet", app.id().value(), e);
      return false;
    }
  }
}
