package dev.slipway.backend.security;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Whether and until when what proves a caller holds, wherever they want to go. */
@Repository
class StandingRepository {
  private static final String STANDING =
      """
      select (cast(:sign_in as uuid) is null
              or exists (select from sign_in s
                          where s.id = :sign_in and s.expires_at > now() and s.rights_epoch = p.rights_epoch))
             and (cast(:token as uuid) is null
                  or exists (select from api_token t
                              where t.id = :token and t.revoked_at is null and t.expires_at > now())) as holds,
             p.operator,
             (select t.kind = 'PERSONAL' and t.scopes is null and t.project_id is null
                from api_token t where t.id = :token) as whole
        from person p
       where p.id = :person
      """;

  private static final String UNTIL =
      """
      select least((select expires_at from sign_in where id = :sign_in),
                   (select expires_at from api_token where id = :token)) as until
      """;

  private final Db db;

  StandingRepository(Db db) {
    this.db = db;
  }

  /** Empty when there is no such person any more, or their sign-in or token has ended. */
  Optional<Standing> standing(PersonId person, @Nullable UUID signIn, @Nullable UUID token) {
    return db.system()
        .sql(STANDING)
        .param("person", person.value())
        .param("sign_in", signIn)
        .param("token", token)
        .query((row, _) ->
            new Row(
                row.getBoolean("holds"),
                new Standing(row.getBoolean("operator"), row.getBoolean("whole"))))
        .optional()
        .filter(Row::holds)
        .map(Row::standing);
  }

  Optional<Instant> until(@Nullable UUID signIn, @Nullable UUID token) {
    return db.system()
        .sql(UNTIL)
        .param("sign_in", signIn)
        .param("token", token)
        .query((row, _) -> Optional.ofNullable(row.getObject("until", OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /**
   * @param whole whether the token is a person's and leaves nothing out
   */
  record Standing(boolean operator, boolean whole) {}

  private record Row(boolean holds, Standing standing) {}
}
