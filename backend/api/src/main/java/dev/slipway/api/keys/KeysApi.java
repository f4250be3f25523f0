package dev.slipway.api.keys;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** No key is ever told, only that there are some. */
@HttpExchange("/api/v1")
public interface KeysApi {
  /** Of an organization. */
  @GetExchange("/organizations/{organization}/keys")
  KeysView keys(@PathVariable UUID organization);

  /**
   * Exchanges the organization's key: a new one is added, becomes the one to write with, all
   * secrets are encrypted again in the background, the old one is disabled. For owners.
   */
  @PostExchange("/organizations/{organization}/keys/rotation")
  @ResponseStatus(HttpStatus.ACCEPTED)
  KeysView rotate(@PathVariable UUID organization);

  /** The platform's own, which encrypts those of organizations; for operators. */
  @GetExchange("/platform/keys")
  PlatformKeysView platform();

  /** Exchanges the platform's key and encrypts all key sets again with it; for operators. */
  @PostExchange("/platform/keys/rotation")
  @ResponseStatus(HttpStatus.ACCEPTED)
  PlatformKeysView rotatePlatform();
}
