package dev.slipway.backend.previews;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.sources.PreviewView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.ProjectScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

@Repository
class PreviewRepository {
  private static final String OPEN =
      """
      select id, organization_id, copy_id, environment_id, number from preview
       where organization_id = :organization and app_id = :app and number = :number and ended_at is null
      """;

  /** Whoever makes another one in the project waits until this transaction ends. */
  private static final String TAKE_TURN =
      "select id from project where organization_id = :organization and id = :project for no key update";

  /** Those of the same number in the project, and of which repository each is. */
  private static final String OF_NUMBER =
      """
      select p.environment_id, p.app_id, a.source ->> 'url' as url
        from preview p
        join app a on a.organization_id = p.organization_id and a.id = p.app_id
       where p.organization_id = :organization and p.project_id = :project and p.number = :number
         and p.ended_at is null
       order by p.id
      """;

  private static final String COUNT =
      """
      select count(*) from preview where organization_id = :organization and app_id = :app and ended_at is null
      """;
  private static final String INSERT =
      """
      insert into preview (id, organization_id, project_id, app_id, copy_id, environment_id, number, title, author,
                           branch, fork, commit_sha, approved_by, expires_at, created_at)
      values (:id, :organization, :project, :app, :copy, :environment, :number, :title, :author, :branch, :fork,
              :commit, :approvedBy, :expires, :now)
      """;
  private static final String RENEW =
      """
      update preview set title = :title, commit_sha = :commit, approved_by = :approvedBy, expires_at = :expires
       where organization_id = :organization and id = :id and ended_at is null
      """;

  private static final String LIST =
      """
      select p.id, p.app_id, a.slug as app_slug, p.copy_id, p.environment_id, e.slug as environment_slug, p.number,
             p.title, p.author, p.branch, p.fork, p.commit_sha, p.approved_by, p.expires_at, p.created_at
        from preview p
        join app a on a.organization_id = p.organization_id and a.id = p.app_id
        join environment e on e.organization_id = p.organization_id and e.id = p.environment_id
       where p.organization_id = :organization and p.project_id = :project and p.ended_at is null
       order by p.number, a.slug
      """;
  private static final String ONE =
      """
      select id, organization_id, copy_id, environment_id, number from preview
       where organization_id = :organization and project_id = :project and id = :id and ended_at is null
      """;

  /** Expired, or what they preview or its copy is gone. */
  private static final String DUE =
      """
      select p.id, p.organization_id, p.copy_id, p.environment_id, p.number
        from preview p
        join app a on a.id = p.app_id
        join app c on c.id = p.copy_id
       where p.ended_at is null and (p.expires_at <= :now or a.deleted_at is not null or c.deleted_at is not null)
       order by p.expires_at
       limit 50
      """;

  private static final String END =
      """
      update preview set ended_at = :now where organization_id = :organization and id = :id and ended_at is null
      """;
  private final Db db;

  PreviewRepository(Db db) {
    this.db = db;
  }

  /**
   * @param approvedBy null when nobody had to
   */
  record Run(@Nullable String approvedBy, Instant expires, Instant now) {}

  Optional<Preview> open(AppScope scope, int number) {
    return db.in(scope.organization())
        .sql(OPEN)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("number", number)
        .query(PreviewRepository::preview)
        .optional();
  }

  void takeTurn(AppScope scope) {
    var _ =
        db.in(scope.organization())
            .sql(TAKE_TURN)
            .param("organization", scope.organization().value())
            .param("project", scope.project().value())
            .query(UUID.class)
            .single();
  }

  /** Environments in which pull requests of this number run, and of which repository. */
  Map<EnvironmentId, PreviewedRepository> ofNumber(AppScope scope, int number) {
    var found = new LinkedHashMap<EnvironmentId, PreviewedRepository>();
    RowCallbackHandler collect =
        row -> {
          PreviewedRepository one =
              PreviewedRepository.of(
                  new AppId(row.getObject("app_id", UUID.class)), row.getString("url"));
          found.put(new EnvironmentId(row.getObject("environment_id", UUID.class)), one);
        };
    db.in(scope.organization())
        .sql(OF_NUMBER)
        .param("organization", scope.organization().value())
        .param("project", scope.project().value())
        .param("number", number)
        .query(collect);
    return found;
  }

  int count(AppScope scope) {
    return db.in(scope.organization())
        .sql(COUNT)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query(Integer.class)
        .single();
  }

  void insert(AppScope scope, Preview preview, PullRequest pull, Run run) {
    int _ =
        db.in(scope.organization())
            .sql(INSERT)
            .param("id", preview.id())
            .param("organization", scope.organization().value())
            .param("project", scope.project().value())
            .param("app", scope.app().value())
            .param("copy", preview.copy().value())
            .param("environment", preview.environment().value())
            .param("number", preview.number())
            .param("title", text(pull.title()))
            .param("author", text(pull.by()))
            .param("branch", text(pull.branch()))
            .param("fork", pull.fork())
            .param("commit", pull.commit())
            .param("approvedBy", run.approvedBy())
            .param("expires", run.expires().atOffset(UTC))
            .param("now", run.now().atOffset(UTC))
            .update();
  }

  void renew(Preview preview, PullRequest pull, Run run) {
    int _ =
        db.in(preview.organization())
            .sql(RENEW)
            .param("organization", preview.organization().value())
            .param("id", preview.id())
            .param("title", text(pull.title()))
            .param("commit", pull.commit())
            .param("approvedBy", run.approvedBy())
            .param("expires", run.expires().atOffset(UTC))
            .update();
  }

  List<PreviewView> list(ProjectScope scope) {
    return db.in(scope.organization())
        .sql(LIST)
        .param("organization", scope.organization().value())
        .param("project", scope.project().value())
        .query((row, _) -> view(row))
        .list();
  }

  Optional<Preview> one(ProjectScope scope, UUID id) {
    return db.in(scope.organization())
        .sql(ONE)
        .param("organization", scope.organization().value())
        .param("project", scope.project().value())
        .param("id", id)
        .query(PreviewRepository::preview)
        .optional();
  }

  List<Preview> due(Instant now) {
    return db.system()
        .sql(DUE)
        .param("now", now.atOffset(UTC))
        .query(PreviewRepository::preview)
        .list();
  }

  boolean end(Preview preview, Instant now) {
    return db.along(preview.organization())
            .sql(END)
            .param("organization", preview.organization().value())
            .param("id", preview.id())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** Holds the rest of the transaction to this leadership. */
  void fence(long epoch) {
    var _ = db.leader(epoch);
  }

  private static String text(@Nullable String text) {
    String some = Objects.requireNonNullElse(text, "");
    return some.length() > 255 ? some.substring(0, 255) : some;
  }

  private static Preview preview(ResultSet row, int index) throws SQLException {
    return new Preview(
        row.getObject("id", UUID.class),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new AppId(row.getObject("copy_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        row.getInt("number"));
  }

  private static PreviewView view(ResultSet row) throws SQLException {
    return new PreviewView(
        row.getObject("id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getString("app_slug"),
        row.getObject("copy_id", UUID.class),
        row.getObject("environment_id", UUID.class),
        row.getString("environment_slug"),
        row.getInt("number"),
        row.getString("title"),
        row.getString("author"),
        row.getString("branch"),
        row.getBoolean("fork"),
        row.getString("commit_sha"),
        row.getString("approved_by"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
