package dev.slipway.api.repositories;

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

/** What opens the repository of one app. */
@HttpExchange("/api/v1/apps/{app}/repository")
public interface AppRepositoryApi {
  @GetExchange
  AppRepositoryView repository(@PathVariable UUID app);

  /** The app's own; replaces the one it had. */
  @PutExchange("/credential")
  CredentialView set(@PathVariable UUID app, @RequestBody CreateCredential request);

  /** Another key pair; the one before is offered as well for a week. */
  @PostExchange("/credential/rotate")
  CredentialView rotate(@PathVariable UUID app);

  @DeleteExchange("/credential")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID app);

  /** Has a node ask the repository of the app; waits for the answer. */
  @PostExchange("/check")
  CheckView check(@PathVariable UUID app);
}
