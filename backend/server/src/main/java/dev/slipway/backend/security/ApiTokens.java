package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and recognizes API tokens. */
@Component
public class ApiTokens implements TokenAuthenticator {
  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

  private final TokenRepository tokens;
  private final InstantSource clock;

  ApiTokens(TokenRepository tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Optional<Principal> authenticate(String secret, String address) {
    return find(secret, address).map(found -> new Principal(found.caller(), null, found.id()));
  }

  @Override
  @Transactional
  public Optional<Principal> known(UUID token) {
    return tokens.find(token).map(found -> new Principal(found.caller(), null, found.id()));
  }

  private Optional<TokenRepository.Found> find(String secret, String address) {
    if (!TokenFormat.wellFormed(secret)) {
      return Optional.empty();
    }
    Optional<TokenRepository.Found> found = tokens.find(TokenFormat.hash(secret));
    found
        .filter(token -> token.caller() instanceof Caller.Token)
        .ifPresent(token -> use(token, address));
    return found;
  }

  private void use(TokenRepository.Found found, String address) {
    Instant now = clock.instant();
    Instant noted = found.lastUsedAt();
    if (noted == null || noted.plus(USE_IS_NOTED_EVERY).isBefore(now)) {
      tokens.used(found.id(), address, now);
    }
  }

  @Override
  public <T> T as(Principal principal, Callable<T> action) throws Exception {
    return CurrentCaller.as(principal, action);
  }

  /** The caller has made sure that the person belongs to the organization. */
  @Transactional
  public NewToken create(OrganizationId organization, PersonId owner, String name, Duration life) {
    return create(organization, owner, name, TokenRights.personal(), life);
  }

  /**
   * The caller has made sure that whoever asks may have such a token.
   *
   * @param owner whom a personal token acts as; whoever made the others
   */
  @Transactional
  public NewToken create(
      OrganizationId organization, PersonId owner, String name, TokenRights rights, Duration life) {
    Instant now = clock.instant();
    var token =
        new NewToken(
            Uuids.next(now),
            organization,
            owner,
            name,
            rights,
            TokenFormat.next(rights.kind()),
            now,
            now.plus(life));
    tokens.insert(token);
    return token;
  }
}
