package dev.slipway.backend.tenants;

import dev.slipway.api.people.SignInView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class SignInListRepository {
  /**
   * Those from before the last change of the person's rights have ended, whatever their row says.
   */
  private static final String LIST =
      """
      select s.id, s.created_at, s.last_seen_at, s.expires_at, s.address, s.user_agent,
             coalesce(s.id = cast(:current as uuid), false) as current
        from sign_in s join person p on p.id = s.person_id
       where s.person_id = :person and s.expires_at > now() and s.rights_epoch = p.rights_epoch
       order by s.last_seen_at desc, s.id desc
      """;

  private static final String END = "delete from sign_in where person_id = :person and id = :id";

  private static final String END_OTHERS =
      "delete from sign_in where person_id = :person and id is distinct from cast(:current as uuid)";

  private final Db db;

  SignInListRepository(Db db) {
    this.db = db;
  }

  List<SignInView> list(PersonId person, @Nullable UUID current) {
    return db.system()
        .sql(LIST)
        .param("person", person.value())
        .param("current", current)
        .query((row, _) -> read(row))
        .list();
  }

  /** True if there was such a sign-in. */
  boolean end(PersonId person, UUID signIn) {
    return db.system().sql(END).param("person", person.value()).param("id", signIn).update() == 1;
  }

  void endOthers(PersonId person, @Nullable UUID current) {
    int _ =
        db.system()
            .sql(END_OTHERS)
            .param("person", person.value())
            .param("current", current)
            .update();
  }

  private static SignInView read(ResultSet row) throws SQLException {
    return new SignInView(
        row.getObject("id", UUID.class),
        at(row, "created_at"),
        at(row, "last_seen_at"),
        at(row, "expires_at"),
        row.getString("address"),
        row.getString("user_agent"),
        row.getBoolean("current"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
