package dev.slipway.backend.previews;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import org.springframework.stereotype.Repository;

/** What stands in a preview's environment: the copy of the app, and when it goes. */
@Repository
class PreviewCopyRepository {
  /**
   * Nobody looks at the branch by themselves: what a fork pushes runs when it was approved. What
   * opens a private repository is named, for branches of that repository.
   */
  private static final String SOURCE =
      """
      update app copy
         set source = copy.source || '{"autoDeploy": false}'
                      || case when :fork or original.source ->> 'credential' is null then '{}'
                              else jsonb_build_object('credential', original.source -> 'credential') end
        from app original
       where copy.organization_id = :organization and copy.id = :copy
         and original.organization_id = :organization and original.id = :app
      """;

  /** Plain values only, with what they refer to: of that, too, the copy gets what is no secret. */
  private static final String CONFIG =
      """
      insert into config_variable (organization_id, app_id, key, secret, plain, refs, updated_at)
      select organization_id, :copy, key, false, plain, refs, :now
        from config_variable
       where organization_id = :organization and app_id = :app and not secret
      """;

  private static final String WITHIN =
      """
      select preview from environment where organization_id = :organization and id = :environment
      """;

  private static final String COPY_RUNS =
      """
      select exists (select from app
                      where organization_id = :organization and id = :copy and deleted_at is null) as runs
      """;
  private static final String END_ENVIRONMENT =
      """
      update environment set deleted_at = :now
       where organization_id = :organization and id = :environment and preview and deleted_at is null
         and not exists (select from app where app.organization_id = :organization
                                           and app.environment_id = :environment and app.deleted_at is null)
      """;

  /** What a preview kept goes with it. */
  private static final String END_VOLUMES =
      """
      update volume set delete_requested_at = :now
       where organization_id = :organization and environment_id = :environment and delete_requested_at is null
         and exists (select from environment e
                      where e.organization_id = :organization and e.id = :environment and e.preview
                        and e.deleted_at is not null)
      """;

  private final Db db;

  PreviewCopyRepository(Db db) {
    this.db = db;
  }

  void copyInto(AppScope scope, AppId copy, boolean fork, Instant now) {
    int _ =
        db.in(scope.organization())
            .sql(SOURCE)
            .param("organization", scope.organization().value())
            .param("app", scope.app().value())
            .param("copy", copy.value())
            .param("fork", fork)
            .update();
    int _ =
        db.in(scope.organization())
            .sql(CONFIG)
            .param("organization", scope.organization().value())
            .param("app", scope.app().value())
            .param("copy", copy.value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  boolean within(AppScope scope) {
    return db.in(scope.organization())
        .sql(WITHIN)
        .param("organization", scope.organization().value())
        .param("environment", scope.environment().value())
        .query(Boolean.class)
        .single();
  }

  boolean copyRuns(Preview preview) {
    return db.along(preview.organization())
        .sql(COPY_RUNS)
        .param("organization", preview.organization().value())
        .param("copy", preview.copy().value())
        .query(Boolean.class)
        .single();
  }

  void endEnvironment(Preview preview, Instant now) {
    int _ =
        db.along(preview.organization())
            .sql(END_ENVIRONMENT)
            .param("organization", preview.organization().value())
            .param("environment", preview.environment().value())
            .param("now", now.atOffset(UTC))
            .update();
    int _ =
        db.along(preview.organization())
            .sql(END_VOLUMES)
            .param("organization", preview.organization().value())
            .param("environment", preview.environment().value())
            .param("now", now.atOffset(UTC))
            .update();
  }
}
