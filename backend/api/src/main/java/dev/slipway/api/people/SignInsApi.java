package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Where the caller is signed in. For people: signed in, or with a personal token without scopes. A
 * sign-in that a single sign-on made sees and ends only those made by the same.
 */
@HttpExchange("/api/v1/me/sign-ins")
public interface SignInsApi {
  /** The one seen last comes first. */
  @GetExchange
  List<SignInView> list();

  /** Acts within a second, also on pages and streams that are open. */
  @DeleteExchange("/{signIn}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID signIn);

  /** All but the one this request comes from. Needs a recent proof. */
  @DeleteExchange
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endOthers();
}
