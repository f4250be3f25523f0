package dev.slipway.backend.workloads;

import dev.slipway.backend.workloads.RemovalRepository.DeletedApp;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Transactions around the rows of deleted apps. */
@Component
class Removals {
  private final RemovalRepository apps;

  Removals(RemovalRepository apps) {
    this.apps = apps;
  }

  @Transactional(readOnly = true)
  public List<DeletedApp> deleted() {
    return apps.deleted();
  }

  @Transactional
  public void forget(long epoch, DeletedApp app) {
    apps.forget(epoch, app);
  }
}
