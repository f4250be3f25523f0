package dev.slipway.api.terminals;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface TerminalsApi {
  /** Lets the caller open one terminal in this pod, at once; without a body a shell is run. */
  @PostExchange("/apps/{app}/pods/{pod}/terminal")
  @ResponseStatus(HttpStatus.CREATED)
  TerminalTicket ticket(
      @PathVariable UUID app,
      @PathVariable UUID pod,
      @RequestBody(required = false) @Nullable OpenTerminal request);
}
