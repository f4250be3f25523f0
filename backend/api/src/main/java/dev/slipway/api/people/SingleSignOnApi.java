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
import org.springframework.web.service.annotation.PutExchange;

/** An organization's connections to OpenID Connect providers. For its owners. */
@HttpExchange("/api/v1")
public interface SingleSignOnApi {
  @GetExchange("/organizations/{organization}/single-sign-on")
  List<ConnectionView> list(@PathVariable UUID organization);

  @PostExchange("/organizations/{organization}/single-sign-on")
  @ResponseStatus(HttpStatus.CREATED)
  ConnectionView create(@PathVariable UUID organization, @RequestBody ConnectionSettings request);

  @PutExchange("/organizations/{organization}/single-sign-on/{connection}")
  ConnectionView update(
      @PathVariable UUID organization,
      @PathVariable UUID connection,
      @RequestBody ConnectionSettings request);

  /** Who signed in through it stays a member, and cannot sign in through it any more. */
  @DeleteExchange("/organizations/{organization}/single-sign-on/{connection}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID organization, @PathVariable UUID connection);

  /** Asks the provider for its description, as a sign-in would. */
  @PostExchange("/organizations/{organization}/single-sign-on/{connection}/check")
  ConnectionCheck check(@PathVariable UUID organization, @PathVariable UUID connection);

  /**
   * For a member who has an account already: where their browser goes to connect it with the
   * provider. Good for ten minutes, once. Who may call is said at {@link FactorsApi}.
   */
  @PostExchange("/organizations/{organization}/single-sign-on/{connection}/connect")
  SignInChoice connect(@PathVariable UUID organization, @PathVariable UUID connection);

  /** For anybody: what the sign-in page offers for an organization; nothing for an unknown one. */
  @GetExchange("/sign-in/single-sign-on/{slug}")
  List<SignInChoice> choices(@PathVariable String slug);
}
