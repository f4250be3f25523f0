package dev.slipway.backend.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was in deliveries, and how long it stays. */
@Repository
class ContentRepository {
  private static final String INSERT =
      """
      insert into webhook_content (delivery_id, organization_id, headers, body)
      select id, organization, cast(headers as jsonb), body
        from unnest(cast(:ids as uuid[]), cast(:organizations as uuid[]), cast(:headers as text[]),
                    cast(:bodies as bytea[])) content(id, organization, headers, body)
      on conflict (organization_id, delivery_id) do update set headers = excluded.headers, body = excluded.body
      """;

  private static final String FIND =
      """
      select headers, body from webhook_content where organization_id = :organization and delivery_id = :id
      """;
  private static final String FORGET =
      """
      delete from webhook_delivery where received_at < :before and verdict <> 'WAITING'
      """;

  /** The newest of each webhook stay, however many come. */
  private static final String FORGET_SURPLUS =
      """
      delete from webhook_delivery
       where id in (select id
                      from (select id, verdict, row_number() over (partition by webhook_id order by id desc) as place
                              from webhook_delivery) line
                     where place > :most and verdict not in ('WAITING', 'AWAITING_APPROVAL')
                     limit 50000)
      """;

  private final Db db;
  private final Json json;

  ContentRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /**
   * @param body encrypted; null when it was too large to keep
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Content(Map<String, String> headers, byte @Nullable [] body) {}

  record NewContent(OrganizationId organization, UUID delivery, Content content) {}

  void insert(List<NewContent> all) {
    int _ =
        db.system()
            .sql(INSERT)
            .param("ids", SqlArray.uuids(all, NewContent::delivery))
            .param("organizations", SqlArray.uuids(all, each -> each.organization().value()))
            .param("headers", SqlArray.texts(all, each -> json.write(each.content().headers())))
            .param("bodies", SqlArray.bytes(all, each -> each.content().body()))
            .update();
  }

  Optional<Content> find(OrganizationId organization, UUID delivery) {
    return db.along(organization)
        .sql(FIND)
        .param("organization", organization.value())
        .param("id", delivery)
        .query((row, _) ->
            new Content(json.read(row.getString("headers"), Texts.class), row.getBytes("body")))
        .optional();
  }

  int forget(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET).param("before", before.atOffset(UTC)).update();
  }

  int forgetSurplus(long epoch, int most) {
    return db.leader(epoch).sql(FORGET_SURPLUS).param("most", most).update();
  }

  /** What jsonb is read to. */
  static final class Texts extends TreeMap<String, String> {}
}
