package dev.slipway.backend.keys;

import dev.slipway.api.keys.KeysView.Stage;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes every rotation a few batches further. */
@Component
class KeyReconciler implements Reconciler {
  private static final Duration BUSY = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final int BATCH = 200;
  private static final int BATCHES = 10;

  private final RotationRepository rotations;
  private final Rotation rotation;
  private final PlatformRotation platform;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private volatile boolean busy;

  KeyReconciler(
      RotationRepository rotations,
      Rotation rotation,
      PlatformRotation platform,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.rotations = rotations;
    this.rotation = rotation;
    this.platform = platform;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  @Override
  public Progress reconcile(long epoch) {
    List<RotationRepository.Rotation> underWay = transaction.execute(_ -> rotations.underWay());
    int changed = 0;
    for (RotationRepository.Rotation one : underWay) {
      changed += advance(epoch, one);
    }
    List<OrganizationId> old = transaction.execute(_ -> rotations.toDestroy(clock.instant()));
    old.forEach(organization -> rotation.purge(epoch, organization));
    int wrapped = batches(() -> platform.reencrypt(epoch, BATCH));
    if (wrapped == 0 && platform.retire()) {
      changed++;
    }
    changed += wrapped + old.size();
    busy = changed > 0;
    return new Progress(underWay.size() + old.size(), changed);
  }

  private int advance(long epoch, RotationRepository.Rotation one) {
    if (one.stage() == Stage.ADDED) {
      rotation.promote(epoch, one.organization());
    }
    return 1 + batches(() -> rotation.reencrypt(epoch, one.organization(), BATCH));
  }

  private static int batches(IntSupplier batch) {
    int all = 0;
    for (int i = 0; i < BATCHES; i++) {
      int done = batch.getAsInt();
      all += done;
      if (done == 0) {
        break;
      }
    }
    return all;
  }
}
