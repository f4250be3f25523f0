package dev.slipway.api.people;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange("/api/v1/me")
public interface MeApi {
  @GetExchange
  MeView me();
}
