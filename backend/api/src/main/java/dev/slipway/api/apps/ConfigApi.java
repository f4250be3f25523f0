package dev.slipway.api.apps;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

@HttpExchange("/api/v1/apps/{app}/config")
public interface ConfigApi {
  @GetExchange
  List<ConfigVariableView> list(@PathVariable UUID app);

  /** Sets one variable; takes effect with the next deployment. */
  @PutExchange("/{key}")
  ConfigVariableView set(
      @PathVariable UUID app, @PathVariable String key, @RequestBody SetVariable request);

  @DeleteExchange("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID app, @PathVariable String key);
}
