package dev.slipway.backend.tenants;

import static dev.slipway.backend.security.Permission.TOKENS_WRITE;

import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.NewTokenView;
import dev.slipway.api.people.TokenView;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.OrganizationScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Owners and admins see and revoke every token of the organization, members their own. */
@Service
class TokenService {
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final TokenListRepository list;
  private final ApiTokens tokens;
  private final InstantSource clock;

  TokenService(TokenListRepository list, ApiTokens tokens, InstantSource clock) {
    this.list = list;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<TokenView> list(OrganizationScope scope) {
    return list.list(scope, unlessOwner(scope));
  }

  @Transactional
  public NewTokenView create(OrganizationScope scope, CreateToken request) {
    // A token for reading must not make itself one for everything.
    scope.requireOfToken(TOKENS_WRITE);
    Integer asked = request.days();
    int days = asked == null ? DEFAULT_DAYS : asked;
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.invalid("A token lives 1 to 366 days.");
    }
    var name = new DisplayName(request.name());
    var token =
        tokens.create(scope.organization(), person(scope), name.value(), Duration.ofDays(days));
    return new NewTokenView(list.find(scope, token.id()).orElseThrow(), token.secret());
  }

  @Transactional
  public void revoke(OrganizationScope scope, UUID token) {
    scope.requireOfToken(TOKENS_WRITE);
    if (!list.revoke(scope, unlessOwner(scope), token, clock.instant())) {
      throw Problem.notFound("token");
    }
  }

  private static @Nullable PersonId unlessOwner(OrganizationScope scope) {
    return scope.may(TOKENS_WRITE) ? null : person(scope);
  }

  private static PersonId person(OrganizationScope scope) {
    return switch (scope.caller()) {
      case Caller.Person person -> person.id();
      case Caller.Token token -> token.owner();
      case Caller.Build _, Caller.Outside _ ->
          throw Problem.forbidden("Only people have API tokens.");
    };
  }
}
