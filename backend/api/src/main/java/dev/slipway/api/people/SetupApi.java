package dev.slipway.api.people;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** First run: creates the owner account with the one-time code. Closed for ever afterwards. */
@HttpExchange("/api/v1/setup")
public interface SetupApi {
  @GetExchange
  SetupView state();

  @PostExchange
  @ResponseStatus(HttpStatus.CREATED)
  MeView complete(@RequestBody CompleteSetup request);
}
