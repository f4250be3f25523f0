package dev.slipway.backend.security;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What is known of a sign-in's proof: when it was given, and how far it reaches. */
@Repository
class ProofRepository {
  private static final String PROVED_SINCE =
      """
      select exists (select from sign_in
                      where id = :sign_in and proved_at >= :since and expires_at > now())
      """;

  private static final String ONLY_IN =
      "select only_in from sign_in where id = :sign_in and only_in is not null";

  private final Db db;

  ProofRepository(Db db) {
    this.db = db;
  }

  boolean provedSince(UUID signIn, Instant since) {
    return db.system()
        .sql(PROVED_SINCE)
        .param("sign_in", signIn)
        .param("since", since.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  Optional<OrganizationId> onlyIn(UUID signIn) {
    return db.system()
        .sql(ONLY_IN)
        .param("sign_in", signIn)
        .query(UUID.class)
        .optional()
        .map(OrganizationId::new);
  }
}
