package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface TokensApi {
  /** Every scope a token can have. */
  @GetExchange("/token-scopes")
  List<ScopeView> scopes();

  @GetExchange("/organizations/{organization}/tokens")
  List<TokenView> list(@PathVariable UUID organization);

  /** The token itself is in this answer only. */
  @PostExchange("/organizations/{organization}/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  NewTokenView create(@PathVariable UUID organization, @RequestBody CreateToken request);

  @DeleteExchange("/organizations/{organization}/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable UUID organization, @PathVariable UUID token);
}
