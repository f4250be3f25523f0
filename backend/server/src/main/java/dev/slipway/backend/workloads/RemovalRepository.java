package dev.slipway.backend.workloads;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The rows of apps that are deleted. */
@Repository
class RemovalRepository {
  private static final String DELETED =
      "select organization_id, id from app where deleted_at is not null order by deleted_at, id";

  private static final String DELETE_DELIVERIES =
      "delete from webhook_delivery where organization_id = :organization and app_id = :app";
  private static final String DELETE_WEBHOOKS =
      "delete from webhook where organization_id = :organization and app_id = :app";
  private static final String DELETE_CONFIG =
      "delete from config_variable where organization_id = :organization and app_id = :app";
  private static final String DELETE_CONFIG_VERSION =
      "delete from config_version where organization_id = :organization and place_id = :app";
  private static final String DELETE_DEPLOYMENTS =
      "delete from deployment where organization_id = :organization and app_id = :app";
  private static final String DELETE_REVISIONS =
      "delete from revision where organization_id = :organization and app_id = :app";
  private static final String DELETE_BUILDS =
      "delete from build where organization_id = :organization and app_id = :app";
  private static final String DELETE_APP =
      "delete from app where organization_id = :organization and id = :app and deleted_at is not null";

  /** In the order in which they refer to each other. */
  private static final List<String> ALL =
      List.of(
          DELETE_DELIVERIES,
          DELETE_WEBHOOKS,
          DELETE_CONFIG,
          DELETE_CONFIG_VERSION,
          DELETE_DEPLOYMENTS,
          DELETE_REVISIONS,
          DELETE_BUILDS,
          DELETE_APP);

  private final Db db;

  RemovalRepository(Db db) {
    this.db = db;
  }

  record DeletedApp(OrganizationId organization, AppId id) {}

  List<DeletedApp> deleted() {
    return db.system()
        .sql(DELETED)
        .query((row, _) ->
            new DeletedApp(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new AppId(row.getObject("id", UUID.class))))
        .list();
  }

  void forget(long epoch, DeletedApp app) {
    for (String statement : ALL) {
      db.leader(epoch)
          .sql(statement)
          .param("organization", app.organization().value())
          .param("app", app.id().value())
          .update();
    }
  }
}
