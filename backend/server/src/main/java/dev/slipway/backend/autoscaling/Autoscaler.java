package dev.slipway.backend.autoscaling;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at all autoscaled apps together, every 15 seconds; what it thought is written down before
 * anything is done, so that a new leader goes on from there.
 */
@Component
class Autoscaler implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Autoscaler.class);

  private final ScaledAppRepository apps;
  private final PodFactsRepository pods;
  private final LookRepository looks;
  private final Scaler scaler;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  Autoscaler(
      ScaledAppRepository apps,
      PodFactsRepository pods,
      LookRepository looks,
      Scaler scaler,
      TransactionOperations transactions,
      InstantSource clock) {
    this.apps = apps;
    this.pods = pods;
    this.looks = looks;
    this.scaler = scaler;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Stabilizer.PERIOD;
  }

  @Override
  public Progress reconcile(long epoch) {
    return reconcile(epoch, clock.instant());
  }

  Progress reconcile(long epoch, Instant now) {
    List<Look> all =
        Objects.requireNonNull(transactions.execute(_ -> look(epoch, now)), "a list is returned");
    int changed = 0;
    for (Look look : all) {
      if (look.change() != null && scaled(epoch, look, look.change())) {
        changed++;
      }
    }
    return new Progress(all.size(), changed);
  }

  private List<Look> look(long epoch, Instant now) {
    List<ScaledApp> scaled = apps.all();
    if (scaled.isEmpty()) {
      looks.forget(epoch);
      return List.of();
    }
    Map<AppId, List<PodFacts>> facts = pods.ofScaledApps();
    var recent = looks.scalingsSince(now.minus(Stabilizer.PERIOD));
    List<Look> all =
        scaled.stream()
            .map(app ->
                Look.at(
                    app,
                    facts.getOrDefault(app.id(), List.of()),
                    recent.getOrDefault(app.id(), List.of()),
                    now))
            .toList();
    looks.keep(epoch, all);
    looks.forget(epoch);
    return all;
  }

  /** One app whose number cannot be changed must not hold up the others. */
  private boolean scaled(long epoch, Look look, Look.Change change) {
    try {
      return scaler.scale(epoch, look, change);
    } catch (Problem refused) {
      log.info("App {} is not scaled: {}", look.app().id(), refused.getMessage());
      scaler.refused(epoch, look, change, refused.getMessage());
      return false;
    }
  }
}
