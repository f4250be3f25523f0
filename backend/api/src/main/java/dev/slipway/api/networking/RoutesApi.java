package dev.slipway.api.networking;

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

@HttpExchange("/api/v1/apps/{app}")
public interface RoutesApi {
  @GetExchange("/routes")
  List<RouteView> routes(@PathVariable UUID app);

  /** The host must end with the base domain of the platform until domains can be verified. */
  @PostExchange("/routes")
  @ResponseStatus(HttpStatus.CREATED)
  RouteView add(@PathVariable UUID app, @RequestBody AddRoute request);

  @DeleteExchange("/routes/{route}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID app, @PathVariable UUID route);

  @GetExchange("/service")
  ServiceView service(@PathVariable UUID app);
}
