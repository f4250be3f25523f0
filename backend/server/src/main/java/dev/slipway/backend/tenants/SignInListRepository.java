package dev.slipway.backend.tenants;

import dev.slipway.api.people.SignInView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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
         and (cast(:within as uuid) is null or s.only_in = :within)
       order by s.last_seen_at desc, s.id desc
      """;

  private static final String END =
      """
      delete from sign_in
       where person_id = :person and id = :id and (cast(:within as uuid) is null or only_in = :within)
      """;

  private static final String END_OTHERS =
      """
      delete from sign_in
       where person_id = :person and id is distinct from cast(:current as uuid)
         and (cast(:within as uuid) is null or only_in = :within)
      """;

  private final Db db;

  SignInListRepository(Db db) {
    this.db = db;
  }

  List<SignInView> list(Whose whose, @Nullable UUID current) {
    return statement(LIST, whose).param("current", current).query((row, _) -> read(row)).list();
  }

  /** True if there was such a sign-in. */
  boolean end(Whose whose, UUID signIn) {
    return statement(END, whose).param("id", signIn).update() == 1;
  }

  void endOthers(Whose whose, @Nullable UUID current) {
    int _ = statement(END_OTHERS, whose).param("current", current).update();
  }

  private StatementSpec statement(String sql, Whose whose) {
    OrganizationId within = whose.within();
    return db.system()
        .sql(sql)
        .param("person", whose.person().value())
        .param("within", within == null ? null : within.value());
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

  /**
   * @param within the one organization a single sign-on confines the caller to: the person's others
   *     are none of its business; null for all of them
   */
  record Whose(PersonId person, @Nullable OrganizationId within) {}
}
