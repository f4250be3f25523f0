package dev.slipway.backend.repositories;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was seen of an app's branch; written by the poller. */
@Repository
class WatchRepository {
  private static final String OF_APP =
      """
      select head, checked_at, problem from branch_watch
       where organization_id = :organization and app_id = :app and checked_at is not null
      """;

  private final Db db;

  WatchRepository(Db db) {
    this.db = db;
  }

  record Watched(@Nullable String head, Instant checkedAt, @Nullable String problem) {}

  Optional<Watched> of(AppScope scope) {
    return db.in(scope.organization())
        .sql(OF_APP)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query((row, _) ->
            new Watched(
                row.getString("head"),
                row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                row.getString("problem")))
        .optional();
  }
}
