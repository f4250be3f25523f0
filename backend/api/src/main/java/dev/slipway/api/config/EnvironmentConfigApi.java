package dev.slipway.api.config;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The variables of an environment; changes take effect with a new revision. */
@HttpExchange("/api/v1/environments/{environment}/config")
public interface EnvironmentConfigApi extends PlaceConfigApi {
  /** Its own and those around it. */
  @Override
  @GetExchange
  ConfigView list(@PathVariable UUID environment);

  /** A plain variable as it counts here; a secret is not found. */
  @Override
  @GetExchange("/{key}")
  VariableView variable(@PathVariable UUID environment, @PathVariable String key);

  @Override
  @PutExchange("/{key}")
  VariableView set(
      @PathVariable UUID environment,
      @PathVariable String key,
      @RequestBody SetVariable request,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @Override
  @DeleteExchange("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable UUID environment,
      @PathVariable String key,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  /**
   * The whole set at once, or nothing of it.
   *
   * @param ifMatch the ETag the caller has seen; required, and {@code *} for whatever is there
   */
  @Override
  @PutExchange
  ConfigView replace(
      @PathVariable UUID environment,
      @RequestBody ReplaceConfig request,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  /** Takes over an {@code .env} file, or says what that would change. */
  @Override
  @PostExchange("/import")
  ImportView importEnv(
      @PathVariable UUID environment,
      @RequestBody ImportEnv request,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);
}
