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
  private static final String HOLDS =
      """
      select exists (
        select from person p
         where p.id = :person
           and (cast(:sign_in as uuid) is null
                or exists (select from sign_in s
                            where s.id = :sign_in and s.expires_at > now() and s.rights_epoch = p.rights_epoch))
           and (cast(:token as uuid) is null
                or exists (select from api_token t
                            where t.id = :token and t.revoked_at is null and t.expires_at > now())))
      """;

  private static final String LEAVES_NOTHING_OUT =
      """
      select exists (select from api_token
                      where id = :token and kind = 'PERSONAL' and scopes is null and project_id is null)
      """;

  private static final String UNTIL =
      """
      select least((select expires_at from sign_in where id = :sign_in),
                   (select expires_at from api_token where id = :token),
                   (select expires_at from pod_token where id = :token)) as until
      """;

  private final Db db;

  StandingRepository(Db db) {
    this.db = db;
  }

  /** False when there is no such person any more, or their sign-in or token has ended. */
  boolean holds(PersonId person, @Nullable UUID signIn, @Nullable UUID token) {
    return db.system()
        .sql(HOLDS)
        .param("person", person.value())
        .param("sign_in", signIn)
        .param("token", token)
        .query(Boolean.class)
        .single();
  }

  /** Whether the token is a person's, and may all that the person may. */
  boolean leavesNothingOut(UUID token) {
    return db.system().sql(LEAVES_NOTHING_OUT).param("token", token).query(Boolean.class).single();
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
}
