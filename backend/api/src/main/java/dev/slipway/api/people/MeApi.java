package dev.slipway.api.people;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;

/** Who is calling. */
@HttpExchange("/api/v1/me")
public interface MeApi {
  @GetExchange
  MeView me();

  /** For people: signed in, or with a personal token without scopes. */
  @PatchExchange
  MeView update(@RequestBody UpdateMe request);
}
