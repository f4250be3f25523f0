package dev.slipway.backend.tenants;

import static dev.slipway.backend.security.Permission.TOKENS_WRITE;

import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.NewTokenView;
import dev.slipway.api.people.TokenView;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.OrganizationScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Owners and admins see and revoke every token of the organization, members their own personal
 * ones.
 */
@Service
class TokenService {
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final TokenListRepository list;
  private final ApiTokens tokens;
  private final Quotas quotas;
  private final InstantSource clock;

  TokenService(TokenListRepository list, ApiTokens tokens, Quotas quotas, InstantSource clock) {
    this.list = list;
    this.tokens = tokens;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<TokenView> list(OrganizationScope scope) {
    return list.list(scope, unlessAll(scope));
  }

  @Transactional
  public NewTokenView create(OrganizationScope scope, CreateToken request, TokenRules.Place place) {
    Integer asked = request.days();
    int days = asked == null ? DEFAULT_DAYS : asked;
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.invalid("A token lives 1 to 366 days.");
    }
    var name = new DisplayName(request.name());
    var rights = TokenRules.rights(scope, request, place);
    var token =
        quotas.admit(
            scope.organization(),
            () ->
                tokens.create(
                    scope.organization(),
                    maker(scope),
                    name.value(),
                    rights,
                    Duration.ofDays(days)));
    return new NewTokenView(list.find(scope, token.id()).orElseThrow(), token.secret());
  }

  @Transactional
  public void revoke(OrganizationScope scope, UUID token) {
    if (!token.equals(CurrentCaller.principal().token())) {
      scope.requireOfToken(TOKENS_WRITE);
    }
    if (!list.revoke(scope, unlessAll(scope), token, clock.instant())) {
      throw Problem.notFound("token");
    }
  }

  private static @Nullable PersonId unlessAll(OrganizationScope scope) {
    if (scope.caller() instanceof Caller.Token token && token.machine()) {
      // It has no tokens of its own to look at.
      scope.require(TOKENS_WRITE);
    }
    return scope.may(TOKENS_WRITE) ? null : maker(scope);
  }

  private static PersonId maker(OrganizationScope scope) {
    return switch (scope.caller()) {
      case Caller.Person person -> person.id();
      case Caller.Token token -> token.owner();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ ->
          throw Problem.forbidden("Only people have API tokens.");
    };
  }
}
