package dev.slipway.backend.workloads;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class RevisionRepository {
  /**
   * Config: {@code {"KEY": {"plain": "…"}, "SECRET": {"secret": "<ciphertext, Base64>"}}}; routes:
   * hosts.
   */
  private static final String INSERT =
      """
      with numbered as
           (update app set next_revision_number = next_revision_number + 1
             where id = :app
            returning id, organization_id, spec, next_revision_number - 1 as number)
      insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config, routes,
                            build_id, commit_sha, commit_subject, created_at)
      select :id, numbered.organization_id, numbered.id, numbered.number, build.image_repository, build.image_digest,
             numbered.spec,
             coalesce((select jsonb_object_agg(key,
                         case when secret
                              then jsonb_build_object('secret', translate(encode(ciphertext, 'base64'), E'\\n', ''))
                              else jsonb_build_object('plain', plain) end)
                         from config_variable
                        where config_variable.organization_id = numbered.organization_id
                          and config_variable.app_id = numbered.id), '{}'),
             coalesce((select jsonb_agg(host order by host)
                         from route
                        where route.organization_id = numbered.organization_id
                          and route.app_id = numbered.id), '[]'),
             build.id, build.commit_sha, build.commit_subject, :now
        from numbered
        join build on build.organization_id = numbered.organization_id and build.id = :build
      returning id, number
      """;

  private static final String NUMBERED =
      """
      select id, number from revision
       where organization_id = :organization and app_id = :app and number = :number
      """;

  private final Db db;

  RevisionRepository(Db db) {
    this.db = db;
  }

  Revision insert(long epoch, RevisionId id, AppId app, BuildId build, Instant now) {
    return db.leader(epoch)
        .sql(INSERT)
        .param("id", id.value())
        .param("app", app.value())
        .param("build", build.value())
        .param("now", now.atOffset(UTC))
        .query(RevisionRepository::read)
        .single();
  }

  Optional<Revision> numbered(AppScope scope, int number) {
    return db.in(scope.organization())
        .sql(NUMBERED)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("number", number)
        .query(RevisionRepository::read)
        .optional();
  }

  private static Revision read(ResultSet row, int index) throws SQLException {
    return new Revision(new RevisionId(row.getObject("id", UUID.class)), row.getInt("number"));
  }
}
