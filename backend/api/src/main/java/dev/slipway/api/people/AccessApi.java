package dev.slipway.api.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Exceptions from the organization's roles, and protected environments. */
@HttpExchange("/api/v1")
public interface AccessApi {
  @GetExchange("/projects/{project}/access")
  AccessView access(@PathVariable UUID project);

  /** Owners and admins of the organization keep their role everywhere. */
  @PutExchange("/projects/{project}/access/{person}")
  AccessView set(
      @PathVariable UUID project, @PathVariable UUID person, @RequestBody SetAccess request);

  /**
   * Takes an exception away.
   *
   * @param environment null: that of the whole project
   */
  @DeleteExchange("/projects/{project}/access/{person}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable UUID project,
      @PathVariable UUID person,
      @RequestParam(required = false) @Nullable UUID environment);

  /**
   * Keeps deploying, configuration, secrets and terminals of an environment for named roles. Who is
   * shut out by it cannot take it away.
   */
  @PutExchange("/environments/{environment}/protection")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void protect(@PathVariable UUID environment, @RequestBody ProtectEnvironment request);

  /** What the caller may in the project. */
  @GetExchange("/projects/{project}/rights")
  RightsView ofProject(@PathVariable UUID project);

  @GetExchange("/environments/{environment}/rights")
  RightsView ofEnvironment(@PathVariable UUID environment);

  @GetExchange("/apps/{app}/rights")
  RightsView ofApp(@PathVariable UUID app);
}
