package dev.slipway.backend.webhooks;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.WebhookId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The deliveries that wait to be dealt with. */
@Repository
class WaitingRepository {
  /** Every tenant's oldest comes before anybody's second. */
  private static final String WAITING =
      """
      select id, webhook_id
        from (select id, webhook_id, row_number() over (partition by organization_id order by id) as place
                from webhook_delivery where verdict = 'WAITING') line
       order by place, id
       limit :limit
      """;

  /** Null when somebody else has dealt with it. */
  private static final String TAKE =
      """
      select id, delivery, event, verdict, reason, ref, commit_sha, before_sha, pushed_at, deployment_id, original_id
        from webhook_delivery
       where id = :id and verdict = 'WAITING'
         for update
      """;

  private final Db db;

  WaitingRepository(Db db) {
    this.db = db;
  }

  record Waiting(UUID id, WebhookId webhook) {}

  List<Waiting> waiting(int limit) {
    return db.system()
        .sql(WAITING)
        .param("limit", limit)
        .query((row, _) ->
            new Waiting(
                row.getObject("id", UUID.class),
                new WebhookId(row.getObject("webhook_id", UUID.class))))
        .list();
  }

  Optional<Delivery> take(long epoch, UUID id) {
    return db.leader(epoch).sql(TAKE).param("id", id).query(DeliveryRepository::read).optional();
  }
}
