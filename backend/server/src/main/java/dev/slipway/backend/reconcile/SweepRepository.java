package dev.slipway.backend.reconcile;

import dev.slipway.backend.database.Db;
import org.springframework.stereotype.Repository;

@Repository
class SweepRepository {
  private static final String REMOVE_OLD =
      "delete from change_log where at < now() - interval '10 minutes'";

  private final Db db;

  SweepRepository(Db db) {
    this.db = db;
  }

  int removeOld(long epoch) {
    return db.leader(epoch).sql(REMOVE_OLD).update();
  }
}
