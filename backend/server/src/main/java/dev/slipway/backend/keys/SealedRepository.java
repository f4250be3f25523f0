package dev.slipway.backend.keys;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Ciphertexts wherever they are, and which of them an old key made: Tink writes its id in front.
 */
@Repository
class SealedRepository {
  private static final String REVISIONS =
      """
      select r.id, r.app_id, v.key, v.value ->> 'secret' as sealed
        from revision r
        cross join lateral jsonb_each(r.config) v
       where r.organization_id = :organization and v.value ->> 'secret' is not null
         and substring(decode(v.value ->> 'secret', 'base64') from 1 for 5) <> :mark
       limit :most
      """;

  private static final String REVISIONS_LEFT =
      """
      select count(*)
        from revision r
        cross join lateral jsonb_each(r.config) v
       where r.organization_id = :organization and v.value ->> 'secret' is not null
         and substring(decode(v.value ->> 'secret', 'base64') from 1 for 5) <> :mark
      """;

  private static final String RENEW_REVISION =
      """
      update revision set config = jsonb_set(config, array[:key, 'secret'], to_jsonb(cast(:renewed as text)))
       where organization_id = :organization and id = :id and config -> :key ->> 'secret' = :sealed
      """;

  private static final String COLUMNS =
      "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'";

  private final Db db;

  /** Of the whole schema, which does not change while we run; empty until it was looked at. */
  private volatile Set<String> columns = Set.of();

  SealedRepository(Db db) {
    this.db = db;
  }

  /** One ciphertext; its place is that of the row, valid within the transaction. */
  static final class Value {
    private final String place;
    private final String context;
    private final byte[] sealed;

    private Value(String place, String context, byte[] sealed) {
      this.place = place;
      this.context = context;
      this.sealed = sealed;
    }

    String context() {
      return context;
    }

    byte[] sealed() {
      return sealed.clone();
    }
  }

  record OfRevision(UUID id, UUID app, String key, String sealed) {}

  /** Some that an old key made. */
  List<Value> old(
      SealedColumn column, @Nullable OrganizationId organization, byte[] mark, int most) {
    if (!exists(column)) {
      return List.of();
    }
    return db.system()
        .sql(
            "select cast(ctid as text) as place, %s as context, %s as sealed from %s where %s limit :most"
                .formatted(column.context(), bytes(column), column.table(), old(column)))
        .param("organization", organization == null ? null : organization.value())
        .param("mark", mark)
        .param("most", most)
        .query((row, _) ->
            new Value(row.getString("place"), row.getString("context"), row.getBytes("sealed")))
        .list();
  }

  long left(SealedColumn column, @Nullable OrganizationId organization, byte[] mark) {
    if (!exists(column)) {
      return 0;
    }
    return db.system()
        .sql("select count(*) from %s where %s".formatted(column.table(), old(column)))
        .param("organization", organization == null ? null : organization.value())
        .param("mark", mark)
        .query(Long.class)
        .single();
  }

  /** Unless somebody wrote another one meanwhile. */
  void renew(SealedColumn column, Value before, byte[] renewed) {
    int _ =
        db.system()
            .sql(
                "update %s set %s = %s where ctid = cast(:place as tid) and %s = :sealed"
                    .formatted(
                        column.table(),
                        column.column(),
                        column.base64()
                            ? "translate(encode(:renewed, 'base64'), E'\\n', '')"
                            : ":renewed",
                        bytes(column)))
            .param("place", before.place)
            .param("sealed", before.sealed)
            .param("renewed", renewed)
            .update();
  }

  private boolean exists(SealedColumn column) {
    if (columns.isEmpty()) {
      columns = Set.copyOf(db.system().sql(COLUMNS).query((row, _) -> row.getString(1)).list());
    }
    return columns.contains(column.table() + "." + column.column());
  }

  private static String bytes(SealedColumn column) {
    return column.base64() ? "decode(%s, 'base64')".formatted(column.column()) : column.column();
  }

  private static String old(SealedColumn column) {
    String bytes = bytes(column);
    String ours =
        SealedColumn.OF_PLATFORM.contains(column)
            ? "cast(:organization as uuid) is null"
            : "organization_id = cast(:organization as uuid)";
    return "%s and %s is not null and substring(%s from 1 for 5) <> :mark"
        .formatted(ours, column.column(), bytes);
  }

  List<OfRevision> oldOfRevisions(OrganizationId organization, byte[] mark, int most) {
    return db.system()
        .sql(REVISIONS)
        .param("organization", organization.value())
        .param("mark", mark)
        .param("most", most)
        .query((row, _) ->
            new OfRevision(
                row.getObject("id", UUID.class),
                row.getObject("app_id", UUID.class),
                row.getString("key"),
                row.getString("sealed")))
        .list();
  }

  long leftOfRevisions(OrganizationId organization, byte[] mark) {
    return db.system()
        .sql(REVISIONS_LEFT)
        .param("organization", organization.value())
        .param("mark", mark)
        .query(Long.class)
        .single();
  }

  void renew(OrganizationId organization, OfRevision before, String renewed) {
    int _ =
        db.system()
            .sql(RENEW_REVISION)
            .param("organization", organization.value())
            .param("id", before.id())
            .param("key", before.key())
            .param("sealed", before.sealed())
            .param("renewed", renewed)
            .update();
  }
}
