package dev.slipway.api.repositories;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What opens private repositories for any app of an organization. */
@HttpExchange("/api/v1/organizations/{organization}")
public interface RepositoriesApi {
  @GetExchange("/git-credentials")
  List<CredentialView> list(@PathVariable UUID organization);

  /** Makes the key pair, or keeps the token. */
  @PostExchange("/git-credentials")
  @ResponseStatus(HttpStatus.CREATED)
  CredentialView create(@PathVariable UUID organization, @RequestBody CreateCredential request);

  /** Another token. */
  @PatchExchange("/git-credentials/{credential}")
  CredentialView replace(
      @PathVariable UUID organization,
      @PathVariable UUID credential,
      @RequestBody ReplaceToken request);

  /** Another key pair; the one before is offered as well for a week. */
  @PostExchange("/git-credentials/{credential}/rotate")
  CredentialView rotate(@PathVariable UUID organization, @PathVariable UUID credential);

  /** Refused while an app's source names it. */
  @DeleteExchange("/git-credentials/{credential}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID organization, @PathVariable UUID credential);

  /** Has a node ask the repository; waits for the answer. */
  @PostExchange("/git-checks")
  CheckView check(@PathVariable UUID organization, @RequestBody CheckRepository request);

  @GetExchange("/git-hosts")
  List<HostKeyView> hosts(@PathVariable UUID organization);

  /** The next key the host shows is taken. */
  @DeleteExchange("/git-hosts/{host}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(@PathVariable UUID organization, @PathVariable UUID host);
}
